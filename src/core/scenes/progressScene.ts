import type { ThreadId } from '../trace/ids'
import { type Block, type Holding, progressLattice, type ProgressLattice } from './progressLattice'
import { counted } from './counted'
import type { Metrics } from './metrics'
import type { Band, Bar, Chip, Line, Shape, Text } from './shape'
import { fitted, type TextMeasure } from './textMeasure'

/** One of the two threads: its name and colour, its steps and what it holds between them. */
export interface Walker {
  readonly thread: ThreadId
  readonly name: string
  readonly steps: number
  readonly holdings: readonly Holding[]
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

/** A progress graph in CSS pixels from its own left upper corner. */
export interface ProgressScene {
  readonly shapes: readonly Shape[]
  /** What the picture says, in sentences. */
  readonly words: readonly string[]
}

interface Frame {
  /** Room for the names of what the upward thread holds, left of its bands. */
  readonly names: number
  readonly left: number
  readonly bottom: number
  /** Width and height of a cell. */
  readonly cell: readonly [number, number]
}

/**
 * The steps of one thread against those of another.
 *
 *   T2 │░░░░░░░░░░ ▒▒▒▒▒▒ [E]     each cell: so many steps of the one, so many of the other
 *    B │░░░┌──────┐▒▒▒▒▒▒         ▒ both would hold one lock: no run goes there
 *    A │   │doomed│               path: the run on screen
 *      └──────────────────
 *        T1   A ══ B ══
 */
export function progressScene(picture: ProgressPicture, view: ProgressView): ProgressScene {
  const lattice = progressLattice(picture)
  const frame = frameOf(picture, view)
  const blocks = lattice.forbidden.map((block, at) =>
    blockBar(block, 'blocked', blockWords(lattice.forbidden, at), `both would hold ${block.lock}`, frame, view)
  )
  const doomed = lattice.doomed.map((block) => blockBar(block, 'deadlocked', 'doomed', 'from here on both can never end', frame, view))
  const words = wordsOf(picture, lattice)
  const shapes = [...gridLines(picture, frame), ...blocks, ...doomed, ...axes(picture, frame, view), ...goal(picture, frame), ...way(picture, frame)]
  return { shapes, words }
}

/** The picture in sentences: what a way is, what it goes round, and where it cannot come back from. */
function wordsOf({ across, up, path, at }: ProgressPicture, { forbidden, doomed, deadlocks }: ProgressLattice): string[] {
  const [right = 0, upwards = 0] = path[Math.min(at, path.length - 1)] ?? []
  const locks = [...new Set(forbidden.map(({ lock }) => lock))]
  const isStuck = deadlocks.some(({ column, row }) => column === right && row === upwards)
  return [
    `Every run is a way from the corner below to E: a step of ${across.name} goes right, one of ${up.name} up.`,
    ...(locks.length > 0 ? [`It goes round the striped blocks: there both would hold ${locks.join(' or ')}.`] : ['No lock stands in its way.']),
    ...(doomed.length > 0 ? ['From the crossed corner no way leads to E: each holds what the other needs next.'] : []),
    isStuck ? 'The run is stuck in that corner.' : `The run has taken ${counted(right, 'step')} to the right and ${upwards} up.`
  ]
}

const bandHeight = 16
const gap = 3

/** How many rows of bands an axis needs: holdings that overlap lie beside each other. */
function rowsOf(holdings: readonly Holding[]): { readonly holding: Holding; readonly row: number }[] {
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

function frameOf({ across, up }: ProgressPicture, { width, height, metrics, measure }: ProgressView): Frame {
  const name = metrics.label + 6
  const names = Math.min(width / 5, Math.max(0, ...up.holdings.map(({ lock }) => measure(lock, metrics.label))))
  const left = names + gap + thickness(up.holdings) + gap
  const below = thickness(across.holdings) + name
  const cell = [Math.max(1, width - left - gap) / (across.steps + 1), Math.max(1, height - below - name) / (up.steps + 1)] as const
  return { names, left, bottom: height - below, cell }
}

const leftOf = ({ left, cell }: Frame, column: number): number => left + column * cell[0]
const topOf = ({ bottom, cell }: Frame, row: number): number => bottom - row * cell[1]
const middle = (frame: Frame, [column, row]: readonly [number, number]): readonly [number, number] => [leftOf(frame, column + 0.5), topOf(frame, row + 0.5)]

function gridLines({ across, up }: ProgressPicture, frame: Frame): Line[] {
  const line = (x1: number, y1: number, x2: number, y2: number, edge: boolean): Line => ({
    type: 'line',
    x1,
    y1,
    x2,
    y2,
    ink: edge ? 'edge' : 'line',
    width: 1,
    dash: [],
    opacity: edge ? 1 : 0.6,
    title: ''
  })
  const [right, top] = [leftOf(frame, across.steps + 1), topOf(frame, up.steps + 1)]
  const columns = Array.from({ length: across.steps + 2 }, (_, at) => line(leftOf(frame, at), frame.bottom, leftOf(frame, at), top, at === 0))
  const rows = Array.from({ length: up.steps + 2 }, (_, at) => line(frame.left, topOf(frame, at), right, topOf(frame, at), at === 0))
  return [...columns, ...rows]
}

const overlap = (one: Block, other: Block): boolean =>
  one.column < other.column + other.columns && other.column < one.column + one.columns && one.row < other.row + other.rows && other.row < one.row + one.rows

/** Blocks that lie over each other have one label, on the uppermost. */
function blockWords(blocks: readonly Block[], at: number): string {
  const [block, above] = [blocks[at], blocks.slice(at + 1)]
  if (!block || above.some((other) => overlap(block, other))) return ''
  return [
    ...new Set(
      blocks
        .slice(0, at + 1)
        .filter((other) => overlap(block, other))
        .map(({ lock }) => lock)
    )
  ].join(', ')
}

function blockBar(block: Block, state: Bar['state'], words: string, title: string, frame: Frame, { metrics, measure }: ProgressView): Bar {
  const [x, y] = [leftOf(frame, block.column), topOf(frame, block.row + block.rows)]
  const [width, height] = [block.columns * frame.cell[0], block.rows * frame.cell[1]]
  const size = measure(words, metrics.label)
  // over a doomed cell lies the way of the run: its label needs room beside it
  const fits = words !== '' && height >= metrics.label * 1.4 && width >= size + 40
  return { type: 'bar', x, y, width, height, state, label: fits ? { text: words, x: x + (width - size) / 2, width: size, size: metrics.label } : null, title }
}

/** Along each axis what its thread holds between its steps, in its colour, and its name. */
function axes({ across, up }: ProgressPicture, frame: Frame, { metrics, measure, height }: ProgressView): Shape[] {
  const size = metrics.label
  const below = rowsOf(across.holdings).map(({ holding, row }): Band => {
    const [x, width] = [leftOf(frame, holding.from), (Math.min(holding.to, across.steps + 1) - holding.from) * frame.cell[0]]
    const text = fitted(holding.lock, size, width - 8, measure)
    const label = text === null ? null : { text, x: x + 4, width: measure(text, size), size }
    const y = frame.bottom + gap + row * (bandHeight + gap)
    return { type: 'band', x, y, width, height: bandHeight, thread: across.thread, open: false, label, title: `${across.name} holds ${holding.lock}` }
  })
  const beside = rowsOf(up.holdings).map(({ holding, row }): Band => {
    const top = topOf(frame, Math.min(holding.to, up.steps + 1))
    const x = frame.left - gap - bandHeight - row * (bandHeight + gap)
    const title = `${up.name} holds ${holding.lock}`
    return { type: 'band', x, y: top, width: bandHeight, height: topOf(frame, holding.from) - top, thread: up.thread, open: false, label: null, title }
  })
  const besideNames = rowsOf(up.holdings).flatMap(({ holding: { lock, from } }): Text[] => {
    const text = fitted(lock, size, frame.names, measure)
    return text === null
      ? []
      : [{ type: 'text', x: frame.names, y: topOf(frame, from) - size * 0.6, text, size, anchor: 'end', ink: 'ink', bold: false, on: null }]
  })
  const name = (text: string, x: number, y: number, anchor: Text['anchor']): Text => ({
    type: 'text',
    x,
    y,
    text,
    size,
    anchor,
    ink: 'ink',
    bold: true,
    on: null
  })
  return [
    ...below,
    ...beside,
    ...besideNames,
    name(`${across.name}: steps to the right`, leftOf(frame, across.steps + 1), height - size / 2 - 1, 'end'),
    name(`${up.name}: steps upwards`, 0, size / 2 + 1, 'start')
  ]
}

function goal({ across, up }: ProgressPicture, frame: Frame): Chip[] {
  const [x, y] = middle(frame, [across.steps, up.steps])
  return [dot(x, y, 9, { shape: 'doubleSquare', stroke: 'ok', strokeWidth: 2, text: 'E', title: 'both have ended' })]
}

/** The run: what it has done up to the time cursor strong, what lies ahead faint. */
function way({ path, at }: ProgressPicture, frame: Frame): Shape[] {
  const points = path.map((point) => middle(frame, point))
  const lines = points.slice(1).flatMap(([x2, y2], index): Line[] => {
    const [x1, y1] = points[index] ?? [x2, y2]
    if (x1 === x2 && y1 === y2) return []
    const isTaken = index < at
    return [{ type: 'line', x1, y1, x2, y2, ink: 'accent', width: isTaken ? 4 : 2, dash: isTaken ? [] : [4, 3], opacity: isTaken ? 1 : 0.6, title: '' }]
  })
  const [x, y] = points[Math.min(at, points.length - 1)] ?? [0, 0]
  return [...lines, dot(x, y, 6, { shape: 'circle', stroke: 'accent', strokeWidth: 4, text: '', title: 'the run is here' })]
}

const dot = (x: number, y: number, radius: number, look: Pick<Chip, 'shape' | 'stroke' | 'strokeWidth' | 'text' | 'title'>): Chip => ({
  type: 'chip',
  x: x - radius,
  y: y - radius,
  width: radius * 2,
  height: radius * 2,
  fill: null,
  dash: [],
  size: 11,
  opacity: 1,
  ...look
})
