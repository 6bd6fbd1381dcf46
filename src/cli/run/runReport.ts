import type { Deadlock } from '../../core/analysis/deadlocks'
import { type Analysis, analysisOf } from '../../core/analysis/analysisOf'
import { exitOf } from '../../core/analysis/exit'
import { type Loss, lossesOf } from '../../core/analysis/losses'
import type { ThreadState } from '../../core/analysis/threadState'
import type { RunStatus } from '../../core/trace/event'
import type { Engine } from '../../core/trace/header'
import type { ThreadId } from '../../core/trace/ids'
import { threadName } from '../../core/trace/trace'
import type { RunCost } from '../../recorders/recorder'
import { type DeadlockReport, deadlockReport } from '../deadlockReport'
import { jsonValue } from '../jsonValue'
import type { Ran } from './ran'

/** A run as `--json` prints it. */
export interface RunReport {
  readonly engine: Engine
  /** `stopped` or `killed` only when a signal ended the run. */
  readonly status: RunStatus
  /** Lines of stdout. */
  readonly output: readonly string[]
  /** Final values of shared variables; {} when they were not observed. */
  readonly variables: Readonly<Record<string, number | string | boolean | null>>
  /** The whole run, to be replayed; null where the system chose. */
  readonly schedule: string | null
  readonly steps: number | null
  readonly threads: readonly { readonly id: number; readonly name: string; readonly state: ThreadState }[]
  readonly deadlocks: readonly DeadlockReport[]
  readonly failures: readonly { readonly line: number; readonly kind: string; readonly message: string; readonly thread: string }[]
  readonly events: number
  readonly elapsedMs: number
  /** Exit code of the program, or minus the number of the signal that ended it; null where there is no process, or nobody saw. */
  readonly exit: number | null
  /** Events that are missing in the trace, and between which moments, in nanoseconds from its start. */
  readonly dropped: number
  readonly losses: readonly Loss[]
  /** What recording took; null where nothing was recorded or nobody measured it. */
  readonly cost: RunCost | null
}

/** Sums up a run that is over. `told` are the deadlocks' words, for people. */
export function runReport({ trace, status, schedule, steps, stuck, elapsedMs, cost }: Ran): { report: RunReport; told: readonly string[] } {
  const analysis = analysisOf(trace)
  const statistics = analysis.statistics()
  const deadlocks = deadlocksOf(analysis, status, stuck)
  const isStuck = new Set(deadlocks.flatMap(({ threads }) => threads))
  const report: RunReport = {
    engine: trace.header.engine,
    status,
    output: statistics.output.filter(({ stream }) => stream === 'stdout').map(({ text }) => text),
    variables: Object.fromEntries([...statistics.variables].map(([name, value]) => [name, jsonValue(value)])),
    schedule,
    steps,
    threads: statistics.threads.map(({ id, name, state }) => ({ id, name, state: isStuck.has(id) ? 'deadlocked' : state })),
    deadlocks: deadlocks.map((deadlock) => deadlockReport(trace, deadlock)),
    failures: statistics.failures.map(({ line, kind, message, thread }) => ({ line, kind, message, thread: threadName(trace, thread) })),
    events: statistics.events,
    elapsedMs: Math.round(elapsedMs),
    exit: exitOf(trace),
    dropped: statistics.dropped,
    losses: lossesOf(trace.events),
    cost
  }
  return { report, told: deadlocks.map(({ words }) => words) }
}

/** Only what is sure; but where whoever watched the run knew it for a deadlock and the events alone leave a doubt, the doubtful ones are the ones. */
function deadlocksOf(analysis: Analysis, status: RunStatus, stuck: readonly ThreadId[] | null): readonly Deadlock[] {
  const { end } = analysis.trace
  const known = stuck === null ? null : new Set(stuck)
  const waits = analysis.waitForAt(end).filter(({ thread }) => known?.has(thread))
  const hopeless = new Set(waits.flatMap(({ target }) => ('object' in target ? [target.object] : [])))
  const deadlocks = analysis.deadlocksAt(end, hopeless.size === 0 ? {} : { mayRelease: (_, object) => !hopeless.has(object) })
  const sure = deadlocks.filter(({ verdict }) => verdict === 'deadlock')
  return status === 'deadlock' && sure.length === 0 ? deadlocks : sure
}
