import { onwards } from '../program/check/flow'
import type { Machine } from './assemble'
import { frameOf } from './assembly'
import { threadBase } from './state/layout'
import { restsAt } from './step'
import { word } from './state/words'

/**
 * The instructions that a thread may still execute, on any path through the text: from where it rests, from every call that it has not come back from, and from
 * what handles their exceptions. What threads that it starts may do is not among them.
 */
export function placesAhead(machine: Machine, state: Int32Array, thread: number): Set<number> {
  const { program, layout, functions } = machine
  const seen = new Set<number>()
  const waiting = placesOf(machine, state, thread)
  for (let pc = waiting.pop(); pc !== undefined; pc = waiting.pop()) {
    const instruction = program.code[pc]
    if (instruction === undefined || seen.has(pc)) continue
    seen.add(pc)
    waiting.push(...onwards(instruction, pc))
    const target = layout.handlers[pc] ?? -1
    if (target >= 0) waiting.push(target)
    if (instruction.do !== 'call') continue
    for (const callee of program.functions[functions[pc] ?? 0]?.calls ?? []) waiting.push(program.functions[callee]?.entry ?? -1)
  }
  return seen
}

// where it rests, and every call that it has not come back from (where it may also meet an exception)
function placesOf(machine: Machine, state: Int32Array, thread: number): number[] {
  const { layout, functions } = machine
  const base = threadBase(layout, thread)
  const places = [restsAt(machine, state, thread)]
  for (let pc = places[0] ?? -1; pc >= 0; ) {
    pc = word(state, base + frameOf(layout.frames, functions[pc] ?? 0).start) - 1
    if (pc >= 0) places.push(pc + 1, layout.handlers[pc] ?? -1)
  }
  return places
}
