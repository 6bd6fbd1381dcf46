import type { Ran } from '../run/ran'
import { type RunReport, runReport } from '../run/runReport'
import type { Watched } from '../run/watchRun'

/** A recording as `--json` prints it: like a run, and what recording it was like. */
export interface RecordReport extends RunReport {
  /** The recording's file; null when none was asked for. */
  readonly recording: string | null
}

/** How far apart several runs of one program are. */
export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

/** Sums up a recording that is over. `told` are the deadlocks' words, for people. */
export function recordReport({ trace, end }: Watched, recording: string | null): { report: RecordReport; told: readonly string[] } {
  const ran: Ran = { trace, status: end.status, schedule: null, steps: null, stuck: null, elapsedMs: end.elapsedMs, cost: end.cost ?? null }
  const { report, told } = runReport(ran)
  return { report: { ...report, recording }, told }
}

/** Median and range of one figure over all runs. */
export function spreadOf(reports: readonly RecordReport[], figure: 'elapsedMs' | 'events'): Spread {
  const values = reports.map((report) => report[figure]).toSorted((a, b) => a - b)
  const middle = values.length >> 1
  const upper = values[middle] ?? 0
  const lower = values.length % 2 === 0 ? (values[middle - 1] ?? upper) : upper
  return { median: (lower + upper) / 2, least: values[0] ?? 0, most: values.at(-1) ?? 0 }
}
