import { type ThreadId, threadId } from '../trace/ids'
import type { Machine } from './assemble'
import { header, threadBase, threadWord } from './layout'
import { LayoutFull } from './layoutFull'
import { stateSet } from './stateSet'
import { isEnabled, step } from './step'
import { isAlive } from './threadEnd'
import { word } from './words'

/** Who is stuck for ever, by id. */
export interface Stuck {
  readonly stuck: readonly ThreadId[]
  /** Whether every reachable state was looked at; if not, those named moved in none of the states seen. */
  readonly complete: boolean
}

/**
 * The exact answer from the program: a thread is stuck in a state when it moves in no state that can be reached from it, whatever order the others run in.
 * Finds partial deadlocks while others run, threads that wait in a join for a stuck one, and forgotten releases. Daemons count only beside somebody who is no
 * daemon: left alone they are nobody's deadlock. Looks at `limit` states at most, breadth first.
 */
export function stuckThreads(machine: Machine, state: Int32Array, limit = 20_000): Stuck {
  const candidates = new Set<number>()
  for (let thread = 0; thread < word(state, header.threads); thread++) {
    if (isAlive(machine, state, thread) && !isEnabled(machine, state, thread)) candidates.add(thread)
  }
  if (candidates.size === 0) return { stuck: [], complete: true }
  const complete = dropMovers(machine, state, candidates, limit)
  const isDaemon = (thread: number): boolean => word(state, threadBase(machine.layout, thread) + threadWord.daemon) === 1
  const stuck = [...candidates].every(isDaemon) ? [] : [...candidates].sort((a, b) => a - b).map(threadId)
  return { stuck, complete: complete || stuck.length === 0 }
}

// takes out of the candidates who moves; true when all there is was seen
function dropMovers(machine: Machine, start: Int32Array, candidates: Set<number>, limit: number): boolean {
  const seen = stateSet(start.length)
  const from = new Int32Array(start.length)
  const to = new Int32Array(start.length)
  seen.add(start)
  for (let number = 0; number < seen.count && candidates.size > 0; number++) {
    seen.read(number, from)
    for (const thread of candidates) if (isEnabled(machine, from, thread) || hasMoved(machine, start, from, thread)) candidates.delete(thread)
    for (let thread = 0; thread < word(from, header.threads); thread++) {
      if (!isEnabled(machine, from, thread)) continue
      if (seen.count >= limit) return candidates.size === 0
      to.set(from)
      if (!tookStep(machine, to, thread)) return candidates.size === 0
      // what was printed moves nobody: without it a printing loop comes back to the same states
      to[header.output] = 0
      seen.add(to)
    }
  }
  return true
}

// all that a thread knows lies in its slot (main's with the module body's frame in front): whoever goes on changes it
function hasMoved({ layout }: Machine, before: Int32Array, after: Int32Array, thread: number): boolean {
  const end = threadBase(layout, thread) + layout.threadSize
  for (let address = thread === 0 ? layout.moduleFrame : threadBase(layout, thread); address < end; address++) {
    if (before[address] !== after[address]) return true
  }
  return false
}

// false when the program outgrows the layout of this machine: what lies behind cannot be looked at
function tookStep(machine: Machine, state: Int32Array, thread: number): boolean {
  try {
    step(machine, state, thread, 0, null)
    return true
  } catch (full) {
    if (full instanceof LayoutFull) return false
    throw full
  }
}
