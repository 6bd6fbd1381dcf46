import type { Instruction, Operand } from '../program/instruction'
import type { Machine } from './assemble'
import { instructionAt } from './assembly'
import { kindCodes } from './kindCodes'
import { header, threadBase } from './layout'
import { lockKindOf, lockOf, ownerOf } from './locks'
import { readerOf } from './reader'
import { isEnabled, restsAt } from './step'
import { isAlive, isDaemon } from './threadEnd'
import { waitsIn } from './waitSet'
import { word } from './words'

/**
 * What holds a thread up: a lock with its kind's code and its owner (-1 where nobody owns it: semaphores); something else at another object; another thread's end;
 * or those that main waits for.
 */
export type Wait =
  | { readonly for: 'lock'; readonly lock: number; readonly kind: number; readonly owner: number }
  | { readonly for: 'object'; readonly object: number; readonly awaited: Awaited }
  | { readonly for: 'thread'; readonly thread: number }
  | { readonly for: 'ends'; readonly threads: readonly number[] }

/**
 * What a thread waits for at an object: a condition to be notified, an event to be set, a barrier to trip, a barrier to let it in; or what it wants to do with
 * a queue.
 */
export type Awaited = 'notify' | 'set' | 'trip' | 'enter' | 'put' | 'get' | 'join'

/** What a thread waits for in a state; null when it can go on, has ended, or was not started. */
export function waitOf(machine: Machine, state: Int32Array, thread: number): Wait | null {
  if (!isAlive(machine, state, thread) || isEnabled(machine, state, thread)) return null
  const pc = restsAt(machine, state, thread)
  const instruction = instructionAt(machine.program, pc)
  const valueOf = (operand: Operand): readonly [kind: number, payload: number] => {
    const base = threadBase(machine.layout, thread)
    const read = readerOf(machine, pc, operand)
    return [read.kind(state, base), read.payload(state, base)]
  }
  switch (instruction.do) {
    case 'acquire':
      return waitForLock(machine, state, ...valueOf(instruction.object))
    case 'endWait':
      if (waitsIn(machine, state, thread) < 0) return waitForLock(machine, state, ...valueOf(instruction.object))
      return { for: 'object', object: valueOf(instruction.object)[1], awaited: awaitedFrom(valueOf(instruction.object)[0]) }
    case 'join':
      return { for: 'thread', thread: valueOf(instruction.thread)[1] }
    case 'end': {
      const threads = Array.from({ length: word(state, header.threads) }, (_, other) => other)
      return { for: 'ends', threads: threads.filter((other) => other !== 0 && isAlive(machine, state, other) && !isDaemon(machine, state, other)) }
    }
    default:
      return { for: 'object', ...heldAt(instruction, valueOf) }
  }
}

function waitForLock({ layout }: Machine, state: Int32Array, kind: number, object: number): Wait {
  const lock = lockOf(layout, state, kind, object)
  const lockKind = lockKindOf(layout, state, kind, object)
  return { for: 'lock', lock, kind: lockKind, owner: ownerOf(layout, state, lockKind, lock) }
}

function awaitedFrom(kind: number): Awaited {
  if (kind === kindCodes.condition) return 'notify'
  return kind === kindCodes.event ? 'set' : 'trip'
}

function heldAt(instruction: Instruction, valueOf: (operand: Operand) => readonly [number, number]): { readonly object: number; readonly awaited: Awaited } {
  switch (instruction.do) {
    case 'beginWait':
      return { object: valueOf(instruction.object)[1], awaited: 'enter' }
    case 'abortBarrier':
    case 'resetBarrier':
      return { object: valueOf(instruction.barrier)[1], awaited: 'enter' }
    case 'put':
      return { object: valueOf(instruction.queue)[1], awaited: 'put' }
    case 'get':
      return { object: valueOf(instruction.queue)[1], awaited: 'get' }
    case 'joinQueue':
      return { object: valueOf(instruction.queue)[1], awaited: 'join' }
    default:
      throw new Error(`a thread rests at ${instruction.do}, which holds nobody`)
  }
}
