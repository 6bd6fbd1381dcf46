import { type Moment, moment, type ThreadId } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { type SpanColumns, spanAt, spanIndexAt, spansOf } from './spans'
import { type Turn, turnsOf } from './turns'

/** How long a task may keep its loop until that counts as a stall, nanoseconds: what asyncio's own debug mode calls slow (`loop.slow_callback_duration`). */
export const stallLimit = 100e6

/** A task kept its loop for so long that the others stood still: it blocked, or computed, without awaiting. */
export interface Stall extends Turn {
  /** Tasks of the same loop that could have gone on at its end. */
  readonly ready: number
  /** Tasks of the same loop that waited for something else then. */
  readonly waiting: number
}

/** How the tasks of a run had their turns. */
export interface Turns {
  readonly tasks: number
  readonly count: number
  /** The longest stretch without an await; null without tasks. */
  readonly longest: Turn | null
  /** The longest first. */
  readonly stalls: readonly Stall[]
}

/** The turns of all tasks and the stalls among them, of a run in nanoseconds; steps have no length. */
export function stallsOf(trace: Trace, spans?: ReadonlyMap<ThreadId, SpanColumns>): Turns {
  const tasks = [...trace.threads.values()].filter(({ loop }) => loop !== null).length
  if (tasks === 0 || trace.header.clock.unit !== 'nanoseconds') return { tasks, count: 0, longest: null, stalls: [] }
  const turns = turnsOf(trace)
  const length = ({ from, to }: Turn): number => to - from
  const long = turns.filter((turn) => length(turn) > stallLimit).toSorted((a, b) => length(b) - length(a))
  const known = long.length > 0 ? (spans ?? spansOf(trace)) : new Map<ThreadId, SpanColumns>()
  const longest = turns.reduce<Turn | null>((best, turn) => (best === null || length(turn) > length(best) ? turn : best), null)
  return { tasks, count: turns.length, longest, stalls: long.map((turn) => ({ ...turn, ...othersAt(trace, known, turn, moment(turn.to - 1)) })) }
}

/** What the other tasks of a loop were at just before the stall was over. */
function othersAt(trace: Trace, spans: ReadonlyMap<ThreadId, SpanColumns>, { task, loop }: Turn, at: Moment): { ready: number; waiting: number } {
  let [ready, waiting] = [0, 0]
  for (const other of trace.threads.values()) {
    const columns = other.loop === loop && other.id !== task ? spans.get(other.id) : undefined
    const index = columns === undefined ? -1 : spanIndexAt(columns, at)
    if (columns === undefined || index < 0) continue
    const { state } = spanAt(columns, index)
    if (state === 'ready') ready++
    else if (state !== 'notStarted' && state !== 'finished' && state !== 'running') waiting++
  }
  return { ready, waiting }
}
