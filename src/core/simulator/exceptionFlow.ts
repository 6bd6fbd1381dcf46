import type { Program } from '../program/program'
import { onwards } from '../program/flow'

/** Where exceptions go, as tables over the whole code. */
export interface ExceptionFlow {
  /** For each instruction the place that takes an exception raised there, or -1 when it leaves the function. */
  readonly target: readonly number[]
  /** For each `reraise` the target whose exception it passes on, or -1. */
  readonly reraised: readonly number[]
}

/** Follows handlers and what can be reached from them. */
export function exceptionFlow(program: Program): ExceptionFlow {
  const target = program.code.map((_, pc) => program.handlers.find((handler) => handler.from <= pc && pc < handler.to)?.target ?? -1)
  const reraised = program.code.map(() => -1)
  // Targets from first to last, so that a `reraise` that both an outer handler and an inner one (which falls through into it) reach belongs to the outer:
  // inner code stands after the place where its surroundings begin.
  const targets = [...new Set(program.handlers.map((handler) => handler.target))].toSorted((a, b) => a - b)
  for (const entry of targets) {
    for (const pc of reachable(program, entry)) if (program.code[pc]?.do === 'reraise' && reraised[pc] === -1) reraised[pc] = entry
  }
  return { target, reraised }
}

function reachable(program: Program, entry: number): Set<number> {
  const seen = new Set<number>()
  const waiting = [entry]
  for (let pc = waiting.pop(); pc !== undefined; pc = waiting.pop()) {
    const instruction = program.code[pc]
    if (instruction === undefined || seen.has(pc)) continue
    seen.add(pc)
    waiting.push(...onwards(instruction, pc))
  }
  return seen
}
