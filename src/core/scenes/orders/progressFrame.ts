import type { ThreadId } from '../../trace/ids'
import type { Metrics } from '../look/metrics'
import type { Holding } from './progressLattice'
import type { TextMeasure } from '../look/textMeasure'

/** One of the two threads: its name and colour, its steps and what it holds between them. */
export interface Walker {
  readonly thread: ThreadId
  readonly name: string
  readonly steps: number
  readonly holdings: readonly Holding[]
  /** What each of its steps does, in words that follow its name. */
  readonly moves: readonly string[]
}

/** What a progress graph shows: two threads, and the way a run takes through their steps. */
export interface ProgressPicture {
  readonly across: Walker
  readonly up: Walker
  /** Steps that each has taken, after each step of the run: from [0, 0] on. */
  readonly path: readonly (readonly [across: number, up: number])[]
  /** Where in the path the time cursor stands. */
  readonly at: number
}

/** How a progress graph is looked at. */
export interface ProgressView {
  readonly width: number
  readonly height: number
  readonly metrics: Metrics
  readonly measure: TextMeasure
}

/** Where the cells of a progress graph lie, in CSS pixels. */
export interface Frame {
  /** Room for the names of what the upward thread holds, left of its bands. */
  readonly names: number
  readonly left: number
  readonly bottom: number
  /** Width and height of a cell. */
  readonly cell: readonly [number, number]
}

/** Height of a band along an axis, and the gap beside it. */
export const bandHeight = 16
/** See `bandHeight`. */
export const gap = 3

/** In which row of bands along its axis each holding lies: those that overlap lie beside each other. */
export function rowsOf(holdings: readonly Holding[]): { readonly holding: Holding; readonly row: number }[] {
  const ends: number[] = []
  return holdings
    .toSorted((one, other) => one.from - other.from || other.to - one.to)
    .map((holding) => {
      const free = ends.findIndex((end) => end <= holding.from)
      const row = free < 0 ? ends.length : free
      ends[row] = holding.to
      return { holding, row }
    })
}

const thickness = (holdings: readonly Holding[]): number => Math.max(1, ...rowsOf(holdings).map(({ row }) => row + 1)) * (bandHeight + gap) + gap

/** Divides the view into as many cells as there are pairs of step counts, beside the bands of both axes. */
export function frameOf({ across, up }: ProgressPicture, { width, height, metrics, measure }: ProgressView): Frame {
  const name = metrics.label + 6
  const names = Math.min(width / 5, Math.max(0, ...up.holdings.map(({ lock }) => measure(lock, metrics.label))))
  const left = names + gap + thickness(up.holdings) + gap
  const below = thickness(across.holdings) + name
  const cell = [Math.max(1, width - left - gap) / (across.steps + 1), Math.max(1, height - below - name) / (up.steps + 1)] as const
  return { names, left, bottom: height - below, cell }
}

/** Where a column begins. */
export const leftOf = ({ left, cell }: Frame, column: number): number => left + column * cell[0]
/** Where a row begins, from below. */
export const topOf = ({ bottom, cell }: Frame, row: number): number => bottom - row * cell[1]
/** The cell at a place: so many steps of the one and of the other; null beside all of them. */
export function cellAt(frame: Frame, { across, up }: ProgressPicture, x: number, y: number): readonly [number, number] | null {
  const [column, row] = [Math.floor((x - frame.left) / frame.cell[0]), Math.floor((frame.bottom - y) / frame.cell[1])]
  return column < 0 || row < 0 || column > across.steps || row > up.steps ? null : [column, row]
}
/** The middle of a cell. */
export const middle = (frame: Frame, [column, row]: readonly [number, number]): readonly [number, number] => [
  leftOf(frame, column + 0.5),
  topOf(frame, row + 0.5)
]
