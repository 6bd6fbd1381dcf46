import { eventCode, eventTypes } from '../../trace/event'
import { threadId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'
import { saysNothing } from '../applyToThread'

/** Time that a thread spent, in nanoseconds: at work, or asleep of its own will. */
export interface Spent {
  readonly time: number
  readonly asleep: boolean
}

const { threadStarted, taskStarted, acquired, released, tryFailed, requested, joinBegan, waitBegan, sleepBegan, suspended, resumed, reached, observed } =
  eventCode
const begins = Uint8Array.from(eventTypes, (_, code) => (code === requested || code === joinBegan || code === waitBegan ? 1 : 0))
const isOfLock = Uint8Array.from(eventTypes, (_, code) => (code === acquired || code === released || code === tryFailed ? 1 : 0))
const nothing: Spent = { time: 0, asleep: false }
/** What a thread does until its next event. */
const working = 0
const waiting = 1
const sleeping = 2
/** It waits for no object. */
const none = -2

/** How threads spent their time. To be asked about the rows of a run from the first on. */
export interface LeadingWork {
  /** Since the thread's event before, or since its loop was free again. */
  spent(row: number, thread: number): Spent
  /** A task takes its turn: what the loop's thread did up to here. */
  handOver(row: number, loop: number): Spent
  /** The turn is over, and the loop's thread goes on. */
  goOn(row: number, loop: number): void
}

/**
 * Tells for the rows of a recorded run, from the first on, how its thread spent the time since its event before. Waiting is no work: for others, for the processor, for
 * its turn on a loop. What is done in the middle of a wait, by a signal handler or a destructor, is.
 */
export function leadingWork({ events }: Trace, threadCount: number): LeadingWork {
  /** The moment since when each thread does what it does; NaN before its start. */
  const since = new Float64Array(threadCount).fill(Number.NaN)
  const doing = new Uint8Array(threadCount)
  const awaited = new Int32Array(threadCount).fill(none)

  function move(row: number, thread: number): void {
    const code = events.type[row] ?? 0
    const of = events.object[row] ?? -1
    if (begins[code] === 1 || code === sleepBegan) {
      doing[thread] = code === sleepBegan ? sleeping : waiting
      awaited[thread] = code === requested || code === waitBegan ? of : -1
    } else if (code === suspended) doing[thread] = events.texts.get(row)?.startsWith('sleep') ? sleeping : waiting
    else if (code === resumed) doing[thread] = working
    else if (code === observed) doing[thread] = events.texts.get(row) === 'running' ? working : waiting
    // an interruption: its lock is worked under, and then the wait goes on
    else if (isOfLock[code] === 1 && awaited[thread] !== none && awaited[thread] !== of) doing[thread] = code === acquired ? working : waiting
    else if (!saysNothing(code) && code !== reached) {
      doing[thread] = working
      awaited[thread] = none
    }
  }

  function until(row: number, thread: number): Spent {
    const [now, from, was] = [events.at[row] ?? 0, since[thread] ?? Number.NaN, doing[thread]]
    since[thread] = now
    return Number.isNaN(from) || was === waiting ? nothing : { time: now - from, asleep: was === sleeping }
  }

  return {
    spent(row, thread) {
      const time = until(row, thread)
      const code = events.type[row] ?? 0
      if (code === threadStarted || code === taskStarted) begin(events.thread[row] ?? 0, row, code === taskStarted)
      else move(row, thread)
      return time
    },
    handOver(row, loop) {
      const time = until(row, loop)
      doing[loop] = waiting
      return time
    },
    goOn(row, loop) {
      since[loop] = events.at[row] ?? 0
      doing[loop] = working
    }
  }

  // a thread begins where it is started, a task when its loop comes to it
  function begin(thread: number, row: number, isTask: boolean): void {
    since[thread] = events.at[row] ?? 0
    doing[thread] = isTask ? waiting : working
    awaited[thread] = none
  }
}

/** The thread of the loop that a task runs on, -1 for what is no task. */
export const loopOf = (trace: Trace, thread: number): number => trace.threads.get(threadId(thread))?.loop ?? -1
