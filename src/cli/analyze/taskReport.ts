import type { SpanColumns } from '../../core/analysis/spans'
import { stallLimit, stallsOf } from '../../core/analysis/stalls'
import { stateIndex } from '../../core/analysis/stateAt'
import type { ThreadState } from '../../core/analysis/threadState'
import type { Turn } from '../../core/analysis/turns'
import { durationWords } from '../../core/scenes/clockWords'
import type { Clock } from '../../core/trace/header'
import type { ThreadId } from '../../core/trace/ids'
import { type Trace, threadName } from '../../core/trace/trace'
import { section } from './section'

interface TurnReport {
  readonly task: string
  readonly line: number
  readonly from: number
  readonly duration: number
}

/** The tasks of a recording in figures. */
export interface TaskReport {
  readonly count: number
  /** How many are in which state at the end. */
  readonly states: Readonly<Partial<Record<ThreadState, number>>>
  /** Times that one of them was resumed. */
  readonly turns: number
  readonly longest: TurnReport | null
  /** From which duration on a turn counts as a stall, nanoseconds. */
  readonly limit: number
  readonly stalls: readonly (TurnReport & { readonly ready: number; readonly waiting: number })[]
}

/** Sums up the tasks of a trace; null when it has none. */
export function taskReport(trace: Trace, spans?: ReadonlyMap<ThreadId, SpanColumns>): TaskReport | null {
  const { tasks, count, longest, stalls } = stallsOf(trace, spans)
  if (tasks === 0) return null
  const states: Partial<Record<ThreadState, number>> = {}
  for (const { id, state } of stateIndex(trace)(trace.end).threads) if ((trace.threads.get(id)?.loop ?? null) !== null) states[state] = (states[state] ?? 0) + 1
  const turn = ({ task, line, from, to }: Turn): TurnReport => ({ task: threadName(trace, task), line, from, duration: to - from })
  return {
    count: tasks,
    states,
    turns: count,
    longest: longest === null ? null : turn(longest),
    limit: stallLimit,
    stalls: stalls.map((stall) => ({ ...turn(stall), ready: stall.ready, waiting: stall.waiting }))
  }
}

/** The same for people. */
export function taskWords(report: TaskReport | null, clock: Clock): string[] {
  if (report === null) return []
  const time = (length: number): string => durationWords(clock, length)
  const place = ({ task, line }: TurnReport): string => (line > 0 ? `${task} in line ${line}` : task)
  const { count, states, turns, longest, limit, stalls } = report
  return [
    ...section('Tasks', [
      [
        `${count} tasks, resumed ${turns.toLocaleString('en')} times; at the end ${Object.entries(states)
          .map(([state, number]) => `${number} ${state}`)
          .join(', ')}`
      ],
      ...(longest === null ? [] : [[`longest run without an await: ${time(longest.duration)}, ${place(longest)}`]])
    ]),
    ...section(
      `Loops that were held up: a task ran longer than ${time(limit)} without an await`,
      stalls.map((stall) => [place(stall), `for ${time(stall.duration)}`, `meanwhile ${stall.ready} tasks were ready, ${stall.waiting} waiting`])
    )
  ]
}
