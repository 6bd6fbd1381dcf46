import type { Machine } from './assemble'
import { instructionAt } from './assembly'
import { header, threadBase } from './layout'
import { ownerOf } from './lockOperations'
import { readerOf } from './reader'
import { isEnabled, restsAt } from './step'
import { isAlive, isDaemon } from './threadEnd'
import { word } from './words'

/** What holds a thread up: a lock with its kind's code and its owner (-1 where nobody owns it: semaphores), another thread's end, or those that main waits for. */
export type Wait =
  | { readonly for: 'lock'; readonly lock: number; readonly kind: number; readonly owner: number }
  | { readonly for: 'thread'; readonly thread: number }
  | { readonly for: 'ends'; readonly threads: readonly number[] }

/** What a thread waits for in a state; null when it can go on, has ended, or was not started. */
export function waitOf(machine: Machine, state: Int32Array, thread: number): Wait | null {
  const base = threadBase(machine.layout, thread)
  if (!isAlive(machine, state, thread) || isEnabled(machine, state, thread)) return null
  const pc = restsAt(machine, state, thread)
  const instruction = instructionAt(machine.program, pc)
  if (instruction.do === 'acquire') {
    const read = readerOf(machine, pc, instruction.object)
    const [kind, lock] = [read.kind(state, base), read.payload(state, base)]
    return { for: 'lock', lock, kind, owner: ownerOf(machine.layout, state, kind, lock) }
  }
  if (instruction.do === 'join') return { for: 'thread', thread: readerOf(machine, pc, instruction.thread).payload(state, base) }
  const threads = Array.from({ length: word(state, header.threads) }, (_, other) => other)
  return { for: 'ends', threads: threads.filter((other) => other !== 0 && isAlive(machine, state, other) && !isDaemon(machine, state, other)) }
}
