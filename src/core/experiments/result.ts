import type { HostInfo } from '../trace/header'

/** One run of one way. */
export interface Measurement {
  /** What the experiment compares, seconds. */
  readonly seconds: number
  /** How long it took, and processor time spent meanwhile, seconds. */
  readonly wall: number
  readonly cpu: number
  /** Processors that others on this machine kept busy meanwhile, on average; null where the system does not tell. */
  readonly others: number | null
}

/** All runs of one way, in the order in which they were made. */
export interface WayResult {
  readonly way: string
  readonly measurements: readonly Measurement[]
  /** Why this machine cannot do it, or what went wrong; null when it was measured. */
  readonly skipped: string | null
}

/** What came out of an experiment, with where it comes from. */
export interface ExperimentResult {
  readonly version: 1
  readonly experiment: string
  readonly host: HostInfo
  /** When it was made, ISO 8601. */
  readonly at: string
  readonly tool: string
  readonly ways: readonly WayResult[]
}

/** One way in figures. */
export interface WaySummary {
  readonly way: string
  readonly skipped: string | null
  /** Of `seconds` over all runs. NaN (and infinite) when nothing was measured. */
  readonly median: number
  readonly least: number
  readonly most: number
  /** The first way's median over this one's. */
  readonly speedUp: number
  /** Processors it had, on average: processor time over time, of the median run. */
  readonly cores: number
}

/** An experiment in figures. */
export interface ExperimentSummary {
  readonly ways: readonly WaySummary[]
  /** Why nothing should be concluded from it, in words; null when it may. */
  readonly inconclusive: string | null
}

/** Others may keep so much of a processor busy on average before the figures say more about them. */
const mostOthers = 0.2
/** Between the fastest and the slowest run of a way: so much of the median. */
const mostSpread = 0.5

/** Medians, spreads, speed-ups and cores, and whether the machine was quiet enough to believe them. */
export function summaryOf({ ways }: ExperimentResult): ExperimentSummary {
  const [first] = ways
  const base = median((first?.measurements ?? []).map(({ seconds }) => seconds))
  const summaries = ways.map(({ way, skipped, measurements }): WaySummary => {
    const seconds = measurements.map((one) => one.seconds)
    const middle = median(seconds)
    return {
      way,
      skipped,
      median: middle,
      least: Math.min(...seconds),
      most: Math.max(...seconds),
      speedUp: base / middle,
      cores: median(measurements.map(({ cpu, wall }) => cpu / wall))
    }
  })
  return { ways: summaries, inconclusive: doubt(ways, summaries) }
}

function doubt(ways: readonly WayResult[], summaries: readonly WaySummary[]): string | null {
  const others = ways.flatMap(({ measurements }) => measurements.map((one) => one.others ?? 0))
  const busy = median(others)
  // who only waits needs no processor
  const computes = summaries.some(({ cores }) => cores > 0.5)
  if (computes && busy > mostOthers) return `other programs kept ${busy.toFixed(1)} processors busy meanwhile`
  // what takes milliseconds varies by milliseconds
  const wide = summaries.find(({ median: middle, least, most }) => middle > 0.05 && most - least > mostSpread * middle)
  if (wide !== undefined) return `runs of one way took from ${wide.least.toFixed(2)} to ${wide.most.toFixed(2)} s`
  return ways.some(({ measurements }) => measurements.length === 1 || measurements.length === 2) ? 'fewer than three runs of each way were made' : null
}

/** The middle of some numbers, the mean of the two middle ones where their count is even; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[half] ?? Number.NaN) : ((sorted[half - 1] ?? Number.NaN) + (sorted[half] ?? Number.NaN)) / 2
}
