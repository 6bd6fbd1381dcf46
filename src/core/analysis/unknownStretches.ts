import { eventCode } from '../trace/event'
import type { ThreadId } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { saysNothing } from './applyToThread'
import { lossesOf, lostSince } from './losses'

/** From a moment on, up to another: infinite where nothing has been told since. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * When it is not known what a thread does: from the beginning of a gap in the recording up to the thread's first own event behind the gap. Starts and ends of threads
 * are told whatever else is lost. Threads without such stretches are left out.
 */
export function unknownStretches({ events, threads }: Trace): ReadonlyMap<ThreadId, readonly Stretch[]> {
  const found = new Map<ThreadId, Stretch[]>()
  const { type, thread, at, length } = events
  if (!type.subarray(0, length).includes(eventCode.dropped)) return found
  const open = new Map<ThreadId, number>()
  const ends = new Map<ThreadId, number>()
  const add = (id: ThreadId, from: number, to: number): void => {
    if (to <= from) return
    const stretches = found.get(id) ?? []
    const last = stretches.at(-1)
    // what a thread did within a gap is told, and yet not all of it
    if (last !== undefined && last.to >= from) stretches[stretches.length - 1] = { from: Math.min(last.from, from), to: Math.max(last.to, to) }
    else stretches.push({ from, to })
    found.set(id, stretches)
  }
  const lose = (since: number): void => {
    for (const { id, startedAt } of threads.values()) {
      const from = Math.max(since, startedAt)
      const end = ends.get(id)
      if (end !== undefined) add(id, from, end)
      else if (!open.has(id)) open.set(id, from)
    }
  }
  for (let row = 0; row < length; row++) {
    const [code, id, moment] = [type[row] ?? 0, (thread[row] ?? -1) as ThreadId, at[row] ?? 0]
    const since = lostSince(events, row)
    if (since !== null) lose(since)
    if (code === eventCode.threadEnded) ends.set(id, moment)
    else if (code === eventCode.threadStarted) ends.delete(id)
    const from = open.get(id)
    if (from === undefined || saysNothing(code)) continue
    open.delete(id)
    add(id, from, moment)
  }
  for (const [id, from] of open) add(id, from, Number.POSITIVE_INFINITY)
  return found
}

/** When the events themselves are missing: within these nobody's last event says what is held. */
export const gapsIn = ({ events }: Trace): readonly Stretch[] => lossesOf(events)

/** Whether a moment is in one of these stretches. */
export const isWithin = (stretches: readonly Stretch[] | undefined, at: number): boolean => stretches?.some(({ from, to }) => from <= at && at < to) ?? false
