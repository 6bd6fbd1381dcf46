import { median } from './result'

/** The same counter file in one place: what it should have printed, and what it did. */
export interface RaceRow {
  /** `CPython 3.8.18`, `the lab’s real threads`. */
  readonly engine: string
  readonly file: string
  /** Twice the turns of each thread. */
  readonly expected: number
  /** What each run printed. */
  readonly came: readonly number[]
  /** Why it was not run, or what went wrong; null when it ran. */
  readonly skipped: string | null
}

/** Share of the updates that were lost in the middle run, 0 to 1; NaN when nothing ran. */
export const lostShare = ({ came, expected }: RaceRow): number => median(came.map((value) => (expected - value) / expected))

/** What a row says, and what it does not: that nothing was lost is no promise. */
export function raceWords(row: RaceRow): string {
  if (row.skipped !== null) return row.skipped
  const losses = row.came.filter((value) => value < row.expected).length
  if (losses > 0) return `${losses} of ${row.came.length} runs lost updates`
  return /^CPython 3\.\d\d\.\d+$/.test(row.engine)
    ? 'none lost in these runs: since 3.10 the GIL is handed over only at calls and backward jumps, which nothing promises'
    : 'none lost in these runs, which proves nothing'
}
