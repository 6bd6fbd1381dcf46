import type { EventColumns } from '../trace/columns'
import { type ObjectId, type ThreadId, threadId } from '../trace/ids'
import {
  kindEvent,
  kindFutex,
  kindLock,
  kindRlock,
  kindRwlock,
  offIdle,
  offSuspended,
  offWord,
  phaseLive,
  phaseUnborn,
  phaseWord,
  type RunFrame,
  type RunState,
  threadWords,
  word
} from './runState'
import type { WaitEdge } from './waitFor'
import { waitEdges } from './waitFor'

/** Whether a thread may still release an object some day, for those who know the program; without it any live thread may release a lock or semaphore. */
export type MayRelease = (thread: ThreadId, object: ObjectId) => boolean

/** Who waits without a way out. */
export interface Stuck {
  /** The waits of all threads in either set, by thread id. */
  readonly edges: readonly WaitEdge[]
  /** Nobody who can still move could ever wake them. */
  readonly certain: ReadonlySet<ThreadId>
  /** Their holders cannot move, but a thread outside might still release what they wait for. */
  readonly doubtful: ReadonlySet<ThreadId>
  /** Nobody at all can move. */
  readonly standstill: boolean
}

type Wakers = (edge: WaitEdge) => readonly ThreadId[]

/**
 * A thread can move when it does not wait (and is no loop that idles for ever), waits with a time limit, or waits for something that some thread that can move may release ("any of" waits: whoever
 * does not reach such a thread sits in a knot; Holt 1972). A join, an rlock and a future on which a worker is have one waker, a readers–writer lock needs all who hold it to give it back; a lock or
 * semaphore may be released by anyone, and anyone may notify, set, arrive, put or get.
 */
export function stuckThreads(events: EventColumns, frame: RunFrame, state: RunState, mayRelease?: MayRelease): Stuck {
  const edges = waitEdges(events, frame, state).filter((edge) => !edge.timed && !isUnknown(frame, edge))
  const live = liveThreads(frame, state)
  const waiting = new Set(edges.map((edge) => edge.thread))
  const free = live.filter((thread) => !waiting.has(thread) && !isIdle(frame, state, thread))
  // a thread whose start was never seen may well be alive
  const known = (thread: ThreadId): boolean => word(state.threads, thread * threadWords + phaseWord) !== phaseUnborn
  const needsAll = ({ target }: Pick<WaitEdge, 'target'>): boolean => 'object' in target && frame.kinds[target.object] === kindRwlock
  const anyone: Wakers = ({ thread, target, holders }) => {
    if ('thread' in target || frame.kinds[target.object] === kindRlock || needsAll({ target }) || isOwned(frame, target.object)) return holders
    // a future that somebody works on
    if (frame.kinds[target.object] === kindEvent && holders.length > 0) return holders
    return mayRelease ? live.filter((other) => other !== thread && mayRelease(other, target.object)) : live
  }
  const movable = whoMoves(edges, free, known, anyone, needsAll)
  // what nobody holds is a signal, such as a semaphore without permits out or a condition: whoever gives it cannot be named
  const signals = edges.filter(({ holders }) => holders.length === 0).map(({ thread }) => thread)
  const movableByHolders = whoMoves(edges, [...free, ...signals], known, holdersOnly, needsAll)
  const certain = new Set(edges.map(({ thread }) => thread).filter((thread) => !movable.has(thread)))
  const doubtful = new Set(edges.map(({ thread }) => thread).filter((thread) => !movableByHolders.has(thread) && !certain.has(thread)))
  return { edges: edges.filter(({ thread }) => certain.has(thread) || doubtful.has(thread)), certain, doubtful, standstill: free.length === 0 }
}

/** A loop that sleeps until another thread wakes it moves nobody, and what its tasks wait for will not come by itself. */
function isIdle({ loops }: RunFrame, { threads }: RunState, thread: number): boolean {
  const off = (of: number): number => word(threads, of * threadWords + offWord)
  if (off(thread) === offIdle) return true
  const loop = loops[thread] ?? -1
  return loop >= 0 && off(thread) === offSuspended && off(loop) === offIdle
}

/** Who could end a wait at a futex is not known; it may be somebody outside of the trace. */
const isUnknown = ({ kinds }: RunFrame, { target }: WaitEdge): boolean => 'object' in target && kinds[target.object] === kindFutex
/** A mutex of a native program is given back by its owner only. */
const isOwned = ({ kinds, outside }: RunFrame, object: number): boolean => outside && kinds[object] === kindLock

const holdersOnly: Wakers = ({ holders }) => holders

function liveThreads(frame: RunFrame, state: RunState): ThreadId[] {
  const live: ThreadId[] = []
  for (let thread = 0; thread < frame.threadCount; thread++) {
    if (word(state.threads, thread * threadWords + phaseWord) === phaseLive) live.push(threadId(thread))
  }
  return live
}

/** All threads that can move: the least set with the free ones in it that holds whoever has a waker in it, or, where all are needed, all of its wakers. */
function whoMoves(
  edges: readonly WaitEdge[],
  free: readonly ThreadId[],
  known: (thread: ThreadId) => boolean,
  wakers: Wakers,
  needsAll: (edge: WaitEdge) => boolean
): ReadonlySet<ThreadId> {
  const movable = new Set(free)
  let left = edges.filter(({ thread }) => !movable.has(thread))
  for (let before = -1; before !== left.length; ) {
    before = left.length
    left = left.filter((edge) => {
      const canWake = (waker: ThreadId): boolean => movable.has(waker) || !known(waker)
      const moves = needsAll(edge) ? wakers(edge).every(canWake) : wakers(edge).some(canWake)
      if (moves) movable.add(edge.thread)
      return !moves
    })
  }
  return movable
}
