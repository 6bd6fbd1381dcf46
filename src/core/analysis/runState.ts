import type { Moment } from '../trace/ids'

/*
 * Packed, so that a checkpoint is three copies of typed arrays. A "row" is the number of an event in the trace; -1 none.
 *
 *   thread   phase | wait | on | since | last | line | to | off | cpu   9 words each
 *   object   hold | count | written | extra                             4 words each
 */

/** Words of a thread in `RunState.threads`. */
export const threadWords = 9
/** Offset: `phaseUnborn`, `phaseLive` or `phaseEnded`. */
export const phaseWord = 0
/** Offset: one of the `wait…` codes. */
export const waitWord = 1
/** Offset: object or thread waited for, -1 none. */
export const onWord = 2
/** Offset: row where the wait, the freedom after it, the life or the end began. */
export const sinceWord = 3
/** Offset: row of the thread's last event. */
export const lastWord = 4
/** Offset: source line, 0 unknown. */
export const lineWord = 5
/** Offset: what the object was asked for, as 1 + the index in `purposes`; 0 nothing. */
export const toWord = 6

/** Offset: one of the `off…` codes, or `offObserved` + the index in `observedStates`. */
export const offWord = 7
/** Offset: the processor that the last sample saw it on, counted from 1; 0 unknown. */
export const cpuWord = 8

/** Nothing is known of being off the processor. */
export const offNo = 0
/** Suspended. */
export const offSuspended = 1
/** Suspended, and could go on at once. */
export const offReady = 2
/** A loop that sleeps until another thread wakes it: it has no timer, and none of its tasks can go on. */
export const offIdle = 3
/** What a sample saw begins here. */
export const offObserved = 4

/** Phases of a thread. */
export const phaseUnborn = 0
/** Started and not ended. */
export const phaseLive = 1
/** Ended, by itself or by an exception. */
export const phaseEnded = 2

/** Not waiting. */
export const waitNone = 0
/** Waiting for an object, for as long as it takes. */
export const waitObject = 1
/** Waiting for an object, with a time limit. */
export const waitTimed = 2
/** Waiting for a thread's end. */
export const waitJoin = 3
/** Waiting for a thread's end, with a time limit. */
export const waitTimedJoin = 4
/** Sleeping. */
export const waitSleep = 5
/** In the wait set of a condition, event or barrier, for as long as it takes. */
export const waitSet = 6
/** In a wait set, with a time limit. */
export const waitTimedSet = 7
/** Taken out of a wait set and not gone on yet. Who is notified at a condition whose lock is known waits for that lock (`waitObject`) instead. */
export const waitOver = 8

/** Words of an object in `RunState.objects`. */
export const objectWords = 4
/**
 * Offset: row of the acquisition by the present holder of a lock or rlock (its outermost), of a future the row at which a worker began on it; -1 free,
 * `holdLost` not known.
 */
export const holdWord = 0
/**
 * Events were lost, and none has told since who holds it, or how many values, permits or arrivals there are, or whether it is set. Permits that were taken since are told
 * all the same.
 */
export const holdLost = -2
/**
 * Offset: times the rlock is held, 0 or 1 for a lock, permits left of a semaphore, readers of a readers–writer lock, values in a queue, arrivals at a barrier, 1 for an
 * event that is set.
 */
export const countWord = 1
/** Offset: row of the last write of a variable, of a queue that at which it was shut down, of an rlock its last acquisition since a gap; -1 none. */
export const writtenWord = 2
/** Offset: the lock of a condition, -1 while unknown; values of a queue that are not done; 1 for a broken barrier, or an rlock that may be held from before a gap. */
export const extraWord = 3

/** What all threads and objects are at after some number of events: the state of the fold over a trace. Mutable; read it with `threadStateOf` and its like. */
export interface RunState {
  /** Events applied so far. */
  rows: number
  readonly threads: Int32Array
  readonly objects: Int32Array
  /** Semaphore → rows of the acquisitions whose permits are out, by permit row; -1 where a permit row is free. Of a readers–writer lock: its readers. */
  readonly permits: Map<number, readonly number[]>
  /** Lines printed so far. */
  printed: number
  /** Row of the last gap in the recording, -1 none: what is known of waits from before it may be stale. */
  gap: number
}

/** What stays the same over a whole run: how many threads and objects there are and what kinds. */
export interface RunFrame {
  /** One more than the largest thread id. */
  readonly threadCount: number
  /** One more than the largest object id. */
  readonly objectCount: number
  /** Kind code of each object: `kindLock` and its like. */
  readonly kinds: Uint8Array
  /** Permits, parties or places of each object, NaN none. */
  readonly capacities: Float64Array
  /** Whether the run was looked at from outside: who holds a lock may then become known while he waits for another, and only the owner of a lock gives it back (POSIX mutexes). */
  readonly outside: boolean
  /** Of each task the thread of its loop, -1 of threads. */
  readonly loops: Int32Array
  /** Whether tasks take turns of their loop without a lock that says so: those of a real Python. */
  readonly turns: boolean
  /** Whether moments count steps. */
  readonly steps: boolean
  /** Where time begins: 0, or the first event when it is earlier. */
  readonly start: Moment
}

/** Kind codes in `RunFrame.kinds`. */
export const kindLock = 0
/** See `kindLock`. */
export const kindRlock = 1
/** Semaphores, bounded ones too. */
export const kindSemaphore = 2
/** See `kindLock`. */
export const kindVariable = 3
/** See `kindLock`. */
export const kindCondition = 4
/** Events and futures. */
export const kindEvent = 5
/** See `kindLock`. */
export const kindBarrier = 6
/** See `kindLock`. */
export const kindQueue = 7
/** See `kindLock`. */
export const kindRwlock = 8
/** Of a Python process, seen from outside: whoever holds it may wait for something else meanwhile. */
export const kindGil = 9
/** A word in memory that threads sleep at: who could wake them cannot be seen from outside. */
export const kindFutex = 10

/** The state before the first event. */
export function firstState(frame: RunFrame): RunState {
  const threads = new Int32Array(frame.threadCount * threadWords)
  const objects = new Int32Array(frame.objectCount * objectWords)
  for (let thread = 0; thread < frame.threadCount; thread++) {
    threads.fill(-1, thread * threadWords + onWord, thread * threadWords + lineWord)
  }
  const permits = new Map<number, readonly number[]>()
  for (let object = 0; object < frame.objectCount; object++) {
    objects[object * objectWords + holdWord] = -1
    objects[object * objectWords + writtenWord] = -1
    if (frame.kinds[object] === kindCondition) objects[object * objectWords + extraWord] = -1
    if (frame.kinds[object] === kindSemaphore) objects[object * objectWords + countWord] = frame.capacities[object] ?? 0
  }
  return { rows: 0, threads, objects, permits, printed: 0, gap: -1 }
}

/** A copy that lives its own life. */
export const copyOf = (state: RunState): RunState => ({
  rows: state.rows,
  threads: state.threads.slice(),
  objects: state.objects.slice(),
  permits: new Map(state.permits),
  printed: state.printed,
  gap: state.gap
})

/** A word of packed state; asking beyond the end is our bug and reads as 0. */
export const word = (words: Int32Array, index: number): number => words[index] ?? 0
