import { type ThreadId, threadId } from '../trace/ids'
import type { Machine } from './assemble'
import { header, threadBase, threadWord } from './state/layout'
import { LayoutFull } from './state/layoutFull'
import { mayRelease, type Releases } from './mayRelease'
import { stateSet } from './state/stateSet'
import { choicesIn, isEnabled, step } from './step'
import { isAlive, isDaemon } from './operations/threadEnd'
import { waitOf } from './waiting'
import { word } from './state/words'

/** Who is stuck for ever, by id. */
export interface Stuck {
  readonly stuck: readonly ThreadId[]
  /** Whether every reachable state was looked at; if not, those named moved in none of the states seen. */
  readonly complete: boolean
}

/**
 * The exact answer from the program: a thread is stuck in a state when it moves in no state that can be reached from it, whatever order the others run in.
 * Finds partial deadlocks while others run, threads that wait in a join for a stuck one, and forgotten releases. Daemons count only beside somebody who is no
 * daemon: left alone they are nobody's deadlock. Looks at `limit` states at most, breadth first, unless the program text alone already tells
 * that nobody left can help: a bystander that counts to a million then costs nothing.
 */
export function stuckThreads(machine: Machine, state: Int32Array, limit = 20_000): Stuck {
  const candidates = new Set<number>()
  for (let thread = 0; thread < word(state, header.threads); thread++) {
    if (isAlive(machine, state, thread) && !isEnabled(machine, state, thread)) candidates.add(thread)
  }
  if (candidates.size === 0) return { stuck: [], complete: true }
  const surely = surelyStuck(machine, state, candidates)
  const complete = surely.size === candidates.size || dropMovers(machine, state, candidates, surely.size, limit)
  const stuck = [...candidates].every((thread) => isDaemon(machine, state, thread)) ? [] : [...candidates].toSorted((a, b) => a - b).map(threadId)
  return { stuck, complete: complete || stuck.length === 0 }
}

// the largest set of threads of which none can be helped by anybody outside it
function surelyStuck(machine: Machine, state: Int32Array, candidates: ReadonlySet<number>): Set<number> {
  const stuck = new Set(candidates)
  const releases = new Map<number, Releases>()
  const mayHelp = (thread: number, object: number): boolean => {
    const known = releases.get(thread) ?? mayRelease(machine, state, thread)
    releases.set(thread, known)
    return known === 'anything' || known.has(object)
  }
  const others = Array.from({ length: word(state, header.threads) }, (_, thread) => thread).filter((thread) => isAlive(machine, state, thread))
  const canBeHelped = (thread: number): boolean => {
    const wait = waitOf(machine, state, thread)
    if (wait === null) return true
    if (wait.for === 'lock') return others.some((other) => !stuck.has(other) && mayHelp(other, wait.lock))
    if (wait.for === 'object') return others.some((other) => !stuck.has(other) && mayHelp(other, wait.object))
    // which variables others may still change is not asked here: their steps are taken
    if (wait.for === 'truth') return true
    if (wait.for === 'thread') return [wait.thread, ...wait.others].some((other) => !stuck.has(other))
    // main at its end is let go by the end of those it waits for, or of the last daemon
    return !wait.threads.some((other) => stuck.has(other)) || others.some((other) => isDaemon(machine, state, other) && !stuck.has(other))
  }
  for (let changed = true; changed; ) {
    changed = false
    for (const thread of stuck) if (canBeHelped(thread)) changed = stuck.delete(thread)
  }
  return stuck
}

// takes out of the candidates who moves, until only the sure ones are left; true when all there is was seen
function dropMovers(machine: Machine, start: Int32Array, candidates: Set<number>, sure: number, limit: number): boolean {
  const seen = stateSet(start.length)
  const from = new Int32Array(start.length)
  const to = new Int32Array(start.length)
  seen.add(start)
  for (let number = 0; number < seen.count && candidates.size > sure; number++) {
    seen.read(number, from)
    for (const thread of candidates) if (isEnabled(machine, from, thread) || hasMoved(machine, start, from, thread)) candidates.delete(thread)
    for (let thread = 0; thread < word(from, header.threads); thread++) {
      const ways = choicesIn(machine, from, thread)
      for (let choice = 0; choice < ways; choice++) {
        if (seen.count >= limit) return candidates.size === sure
        to.set(from)
        if (!tookStep(machine, to, thread, choice)) return candidates.size === sure
        // what was printed moves nobody: without it a printing loop comes back to the same states
        to[header.output] = 0
        seen.add(to)
      }
    }
  }
  return true
}

// where a thread is lies in its pc and its frames (main's with the module body's frame in front): whoever goes on changes them, while others change its waits
function hasMoved({ layout }: Machine, before: Int32Array, after: Int32Array, thread: number): boolean {
  const base = threadBase(layout, thread)
  const differ = (from: number, to: number): boolean => {
    for (let address = from; address < to; address++) if (before[address] !== after[address]) return true
    return false
  }
  const end = base + layout.threadSize
  return (thread === 0 && differ(layout.moduleFrame, base)) || differ(base, base + threadWord.waits) || differ(end - layout.frames.size, end)
}

// false when the program outgrows the layout of this machine: what lies behind cannot be looked at
function tookStep(machine: Machine, state: Int32Array, thread: number, choice: number): boolean {
  try {
    step(machine, state, thread, choice, null)
    return true
  } catch (full) {
    if (full instanceof LayoutFull) return false
    throw full
  }
}
