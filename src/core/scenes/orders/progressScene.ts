import { counted } from '../counted'
import { gridLines, progressAxes } from './progressAxes'
import { cellAt, type Frame, frameOf, leftOf, middle, type ProgressPicture, type ProgressView, topOf, type Walker } from './progressFrame'
import { type Block, progressLattice, type ProgressLattice } from './progressLattice'
import type { Bar, Chip, Line, Shape } from '../shape'

/** A progress graph in CSS pixels from its own left upper corner. */
export interface ProgressScene {
  readonly shapes: readonly Shape[]
  /** What the picture says, in sentences. */
  readonly words: readonly string[]
  /** Where the run stands after each of its steps. */
  readonly way: readonly (readonly [x: number, y: number])[]
  /** What the two do next at a place of the picture, in a sentence; '' beside all cells. */
  wordsAt(x: number, y: number): string
  /** The same of a cell: so many steps of the one and of the other. */
  wordsIn(cell: readonly [column: number, row: number]): string
  /** Where a cell lies. */
  boxOf(cell: readonly [column: number, row: number]): { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
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
  const shapes = [...gridLines(picture, frame), ...blocks, ...doomed, ...progressAxes(picture, frame, view), ...goal(picture, frame), ...way(picture, frame)]
  const wordsIn = (cell: readonly [number, number]): string => {
    const locks = [...new Set(lattice.forbidden.filter((block) => covers(block, cell)).map(({ lock }) => lock))]
    if (locks.length > 0) return `No run comes here: both would hold ${locks.join(' and ')}.`
    return `${nextWords(picture, cell)}${lattice.doomed.some((block) => covers(block, cell)) ? ' From here both can never end.' : ''}`
  }
  return {
    shapes,
    words,
    way: picture.path.map((cell) => middle(frame, cell)),
    wordsAt(x, y) {
      const cell = cellAt(frame, picture, x, y)
      return cell === null ? '' : wordsIn(cell)
    },
    wordsIn,
    boxOf: ([column, row]) => ({ x: leftOf(frame, column), y: topOf(frame, row + 1), width: frame.cell[0], height: frame.cell[1] })
  }
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
    isStuck ? 'The run is stuck in that corner.' : `The run is here. ${nextWords({ across, up }, [right, upwards])}`
  ]
}

/** `After 1 step of one and 2 of two, next: one takes lock_b; two reads total.` */
function nextWords({ across, up }: Pick<ProgressPicture, 'across' | 'up'>, [column, row]: readonly [number, number]): string {
  const next = [nextOf(across, column), nextOf(up, row)].filter((words) => words !== '')
  return `After ${counted(column, 'step')} of ${across.name} and ${row} of ${up.name}${next.length === 0 ? ' both have ended' : `, next: ${next.join('; ')}`}.`
}

const nextOf = ({ name, moves }: Walker, taken: number): string => (moves[taken] === undefined ? '' : `${name} ${moves[taken]}`)

const covers = ({ column, row, columns, rows }: Block, [x, y]: readonly [number, number]): boolean =>
  x >= column && x < column + columns && y >= row && y < row + rows

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
  // the way of the run ends in the middle of a doomed cell: its label stands beside that
  const isDoomed = state === 'deadlocked'
  const fits = words !== '' && height >= metrics.label * 1.4 && (isDoomed ? width / 2 >= size + 20 : width >= size + 40)
  const from = x + (isDoomed ? width / 2 + 14 : (width - size) / 2)
  return { type: 'bar', x, y, width, height, state, label: fits ? { text: words, x: from, width: size, size: metrics.label } : null, title }
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
