import type { Machine } from './assemble'
import { frameOf, instructionAt } from './assembly'
import { onwards } from '../program/flow'
import { threadBase } from './layout'
import { readerOf } from './reader'
import { restsAt } from './step'
import { word } from './words'

/** What a thread may still release, seen from the program text: these locks, or `anything` where the text does not tell. */
export type Releases = ReadonlySet<number> | 'anything'

/**
 * What a thread may release from where it is, on any path through the text (a thread that may start others may release anything). A name that is not shared
 * holds the same lock for good, so it tells which; what comes out of a list or a parameter does not.
 */
export function mayRelease(machine: Machine, state: Int32Array, thread: number): Releases {
  const locks = new Set<number>()
  for (const pc of reachableFrom(machine, state, thread)) {
    const instruction = instructionAt(machine.program, pc)
    if (instruction.do === 'start') return 'anything'
    if (instruction.do !== 'release') continue
    if (instruction.object.from !== 'name') return 'anything'
    locks.add(readerOf(machine, pc, instruction.object).payload(state, threadBase(machine.layout, thread)))
  }
  return locks
}

function reachableFrom(machine: Machine, state: Int32Array, thread: number): Set<number> {
  const { program, layout, functions } = machine
  const seen = new Set<number>()
  const waiting = placesOf(machine, state, thread)
  for (let pc = waiting.pop(); pc !== undefined; pc = waiting.pop()) {
    const instruction = program.code[pc]
    if (instruction === undefined || seen.has(pc)) continue
    seen.add(pc)
    waiting.push(...onwards(instruction, pc))
    const target = layout.exceptions.target[pc] ?? -1
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
    if (pc >= 0) places.push(pc + 1, layout.exceptions.target[pc] ?? -1)
  }
  return places
}
