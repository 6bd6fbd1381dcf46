import { exitOf } from '../../core/analysis/exit'
import { type Loss, lossesOf } from '../../core/analysis/losses'
import { ownershipOf } from '../../core/analysis/ownership'
import { type ObjectStatistics, statisticsOf } from '../../core/analysis/statistics'
import type { ThreadState } from '../../core/analysis/threadState'
import { recordingCostWords } from '../../core/scenes/recordingCostWords'
import type { RunStatus } from '../../core/trace/event'
import type { Engine } from '../../core/trace/header'
import { type Trace, threadName } from '../../core/trace/trace'
import { type DeadlockReport, deadlockReport } from '../deadlockReport'
import { jsonValue } from '../jsonValue'
import { type OrderReport, orderReport } from './orderReport'
import { type TaskReport, taskReport } from './taskReport'

type ObjectReport = Omit<ObjectStatistics, 'holders'> & { readonly holders: readonly { readonly thread: string; readonly acquisitions: number }[] }

/** A recording in figures, as `analyze --json` prints it. Times are in `unit`. */
export interface AnalysisReport {
  readonly engine: Engine
  /** The program's file, or the words of a command. */
  readonly file: string | null
  /** Null when the recording was cut short. */
  readonly status: RunStatus | null
  readonly truncated: boolean
  readonly unit: 'steps' | 'nanoseconds'
  readonly duration: number
  readonly events: number
  readonly dropped: number
  /** The moments between which events are missing, in `unit`. */
  readonly losses: readonly Loss[]
  /** Exit code of the program, or minus the number of the signal that ended it; null where there is no process, or nobody saw. */
  readonly exit: number | null
  /** What making the recording took, in words; null where it does not say. */
  readonly cost: string | null
  readonly threads: readonly {
    readonly id: number
    readonly name: string
    readonly state: ThreadState
    readonly time: Readonly<Partial<Record<ThreadState, number>>>
  }[]
  /** Null when the program has no tasks. */
  readonly tasks: TaskReport | null
  readonly objects: readonly ObjectReport[]
  /** `possible`: somebody outside might still have released what they wait for. */
  readonly deadlocks: readonly (DeadlockReport & { readonly verdict: 'deadlock' | 'possible'; readonly since: number; readonly words: string })[]
  readonly order: OrderReport
  readonly failures: readonly { readonly line: number; readonly kind: string; readonly message: string; readonly thread: string }[]
  readonly output: readonly string[]
  readonly variables: Readonly<Record<string, number | string | boolean | null>>
}

/** Sums up a recording. */
export function analysisReport(trace: Trace, truncated: boolean): AnalysisReport {
  const ownership = ownershipOf(trace)
  const { threads, objects, deadlocks, failures, output, variables, events, dropped } = statisticsOf(trace, { ownership })
  const { engine, program, clock } = trace.header
  return {
    engine,
    file: program?.file ?? (engine === 'command' ? trace.header.arguments.join(' ') : null),
    status: trace.status,
    truncated,
    unit: clock.unit,
    duration: trace.end,
    events,
    dropped,
    losses: lossesOf(trace.events),
    exit: exitOf(trace),
    cost: recordingCostWords(trace) || null,
    threads: threads.map(({ id, name, state, time }) => ({ id, name, state, time: Object.fromEntries(Object.entries(time).filter(([, spent]) => spent > 0)) })),
    tasks: taskReport(trace),
    objects: objects.map((object) => ({ ...object, holders: object.holders.map(({ name, acquisitions }) => ({ thread: name, acquisitions })) })),
    deadlocks: deadlocks.map((deadlock) => ({
      ...deadlockReport(trace, deadlock),
      verdict: deadlock.verdict,
      since: deadlock.since,
      words: deadlock.words
    })),
    order: orderReport(trace, ownership),
    failures: failures.map(({ line, kind, message, thread }) => ({ line, kind, message, thread: threadName(trace, thread) })),
    output: output.filter(({ stream }) => stream === 'stdout').map(({ text }) => text),
    variables: Object.fromEntries([...variables].map(([name, value]) => [name, jsonValue(value)]))
  }
}
