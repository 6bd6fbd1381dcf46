import type { Instruction, Operand } from '../program/instruction'
import type { Machine } from './assemble'
import { frameOf, instructionAt } from './assembly'
import { onwards } from '../program/flow'
import { kindCodes } from './kindCodes'
import { threadBase } from './layout'
import { lockOf } from './locks'
import { readerOf } from './reader'
import { restsAt } from './step'
import { word } from './words'

/** The objects whose waiters a thread may still let go on, seen from the program text, or `anything` where the text does not tell. */
export type Releases = ReadonlySet<number> | 'anything'

/**
 * Whose waiters a thread may let go on from where it is, on any path through the text (a thread that may start others may do anything): it may release a
 * lock, notify a condition, set an event, come to or leave a barrier, put, get or report values of a queue. A name that is not shared holds the same object
 * for good, so it tells which; what comes out of a list or a parameter does not.
 */
export function mayRelease(machine: Machine, state: Int32Array, thread: number): Releases {
  const { layout } = machine
  const objects = new Set<number>()
  for (const pc of reachableFrom(machine, state, thread)) {
    const instruction = instructionAt(machine.program, pc)
    if (instruction.do === 'start') return 'anything'
    const operand = movedBy(instruction)
    if (operand === null) continue
    if (operand.from !== 'name') return 'anything'
    const read = readerOf(machine, pc, operand)
    const [kind, object] = [read.kind(state, 0), read.payload(state, 0)]
    objects.add(object)
    // whoever waits for a condition gives its lock back
    if (kind === kindCodes.condition) objects.add(lockOf(layout, state, kind, object))
  }
  return objects
}

/** The object whose waiters an instruction may let go on, or null. */
function movedBy(instruction: Instruction): Operand | null {
  switch (instruction.do) {
    case 'release':
    case 'beginWait':
    case 'endWait':
      return instruction.object
    case 'notify':
      return instruction.condition
    case 'setEvent':
      return instruction.event
    case 'tripBarrier':
    case 'abortBarrier':
    case 'resetBarrier':
      return instruction.barrier
    case 'put':
    case 'get':
    case 'taskDone':
      return instruction.queue
    default:
      return null
  }
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
