import { bandAt } from '../../analysis/ownership'
import { moment, type ObjectId } from '../../trace/ids'
import { threadName } from '../../trace/trace'
import { momentWords, periodWords } from '../clockWords'
import { counterShapes, fullWords } from '../timeline/counterShapes'
import { heldWords } from './heldWords'
import { type LaneRun, laneRuns } from '../timeline/laneRuns'
import { levelShapes } from './levelShapes'
import { capacityWords, unknownWords } from './levelWords'
import type { LockLook } from '../look/lockLook'
import type { Band, Glyph, Shape, Text } from '../shape'
import { gallop } from '../timeline/spanLane'
import { fittedName } from '../look/textMeasure'
import { type TimeView, xOf } from '../timeline/timeView'
import { unknownBar } from './unknownBar'
import type { ObjectRow, TraceIndex } from '../traceIndex'

/** One object's row, or a counter's. */
export interface OwnershipRow {
  /** Null for a counter. */
  readonly object: ObjectId | null
  readonly name: string
  readonly look: LockLook
  /** See `capacityWords`. */
  readonly note: string
  readonly y: number
  readonly height: number
  readonly shapes: readonly Shape[]
}

/** Who holds what over time; in CSS pixels from its own left upper corner. */
export interface OwnershipScene {
  readonly width: number
  readonly height: number
  readonly rows: readonly OwnershipRow[]
}

/**
 * The ownership strip under the timeline, with the same view.
 *
 *   lock_a  │ transfer-1      ◂ transfer-2 │     the owner's colour and name; from where on somebody else wants it
 *   sem     │ worker-1 │  worker-3  │            one row a permit
 *           │   worker-2      │                  so are several readers of a readers–writer lock
 *   jobs    ▁▁▁▁▄▄▄▄▇▇▇▇▄▄▄▄▁▁▁▁                how much there is of what nobody holds
 *   lock_b  │ transfer-1 ┆ not known  ┆      where events were lost
 *   busy    ▁▁▁▁▄▄▄▄▇▇▇▇▄▄▄▄▁▁▁▁                and, where samples read them, what the run used
 *
 * Free stretches are empty. Work and the number of shapes are bounded by rows × pixels.
 */
export function ownershipScene(index: TraceIndex, view: TimeView): OwnershipScene {
  const { metrics } = view
  const exact = { ...view, width: Math.max(0, Math.floor(view.width)) }
  let y = 0
  const rows = index.objects.map((row): OwnershipRow => {
    const { info, look } = row
    const several = row.permits.length > 1
    const permit = several ? Math.round(metrics.lock * 0.75) : metrics.lock
    const bands = row.permits.flatMap((_, number) => bandShapes(index, row, number, y + number * (permit + 1), permit, exact))
    const height = row.permits.length * (permit + 1) - 1
    const shapes = [...unknownShapes(index, row, y, height, exact), ...levelShapes(index, row, y, permit, exact), ...bands]
    const top = y
    y += height + metrics.lockGap
    return { object: info.id, name: info.name, look, note: capacityWords(info), y: top, height, shapes }
  })
  const counters = index.counters.map((row): OwnershipRow => {
    const top = y
    y += metrics.lock + metrics.lockGap
    const shapes = counterShapes(index, row, top, metrics.lock, exact)
    return { object: null, name: row.counter.name, look: counterLook, note: fullWords(row), y: top, height: metrics.lock, shapes }
  })
  return { width: exact.width, height: y, rows: [...rows, ...counters] }
}

const counterLook: LockLook = { letter: '~', shape: 'round', dash: [], double: false }

/** Where events were lost, and it is not known who holds an object, or how much there is of it; permits that were taken since are drawn over it. */
function unknownShapes({ trace }: TraceIndex, { info, unknown }: ObjectRow, y: number, height: number, view: TimeView): Shape[] {
  return laneRuns(unknown, view.from, view.to, view.width)
    .filter(({ wide }) => wide)
    .map(({ x0, x1, first }) => {
      const period = periodWords(trace.header.clock, moment(unknown.from[first] ?? 0), moment(unknown.to[first] ?? 0))
      return unknownBar({ x: x0, y, width: x1 - x0, height }, `${info.name}: events were lost, ${unknownWords(info)}, ${period}`, view)
    })
}

function bandShapes(index: TraceIndex, row: ObjectRow, permit: number, y: number, height: number, view: TimeView): Shape[] {
  const lane = row.permits[permit]?.lane
  if (lane === undefined) return []
  return laneRuns(lane, view.from, view.to, view.width).flatMap((run) => {
    const box = { type: 'band', x: run.x0, y, width: run.x1 - run.x0, height } as const
    if (!run.wide) return [{ ...box, thread: soleOwner(row, permit, run), open: false, label: null, title: '' }]
    const band = ownedBand(index, row, permit, run, box, view)
    return [band, ...wantedMarks(index, row, permit, run, band, view)]
  })
}

interface Box {
  readonly type: 'band'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The one owner of a strip of bands, null when there were several. */
function soleOwner({ permits, holds }: ObjectRow, permit: number, run: LaneRun): Band['thread'] {
  const hold = permits[permit]?.hold[run.first] ?? -1
  return run.count <= 1 || (run.bits & (run.bits - 1)) === 0 ? bandAt(holds, hold).thread : null
}

function ownedBand({ trace, stuck }: TraceIndex, row: ObjectRow, permit: number, run: LaneRun, box: Box, view: TimeView): Band {
  const { metrics, measure, titles = true } = view
  const { thread, from, to, open, shared } = bandAt(row.holds, row.permits[permit]?.hold[run.first] ?? -1)
  const name = threadName(trace, thread)
  const text = box.width < 2 * metrics.label ? null : fittedName(name, metrics.label, box.width - 12, measure)
  const label = text === null ? null : { text, x: box.x + 6, width: measure(text, metrics.label), size: metrics.label }
  if (!titles) return { ...box, thread, open, label, title: '' }
  const clock = trace.header.clock
  const endless = open && stuck.has(thread)
  const period = endless ? `from ${momentWords(clock, from)} on, for ever` : periodWords(clock, from, to)
  return { ...box, thread, open, label, title: `${row.info.name} ${heldWords(row.info, shared)} by ${name}, ${period}` }
}

/** Marks on a band from where on others want the object, as far as they have room; waits that began before the band are marked at its start. */
function wantedMarks({ trace }: TraceIndex, { waits, info }: ObjectRow, permit: number, run: LaneRun, band: Band, view: TimeView): Shape[] {
  if (permit > 0 || band.thread === null || run.x1 - run.x0 < 24) return []
  const { metrics, measure } = view
  const marks: Shape[] = []
  let free = band.label === null ? band.x + 4 : band.label.x + band.label.width + 8
  const [from, to] = [momentAt(view, run.x0), momentAt(view, run.x1)]
  // waits are sorted by their beginnings; one that began before the band is among the last few before it
  for (let wait = Math.max(0, gallop(waits.from, from, 0) - 4); wait < waits.length && (waits.from[wait] ?? 0) < to && marks.length < 8; wait++) {
    const { thread, from: since, to: until, open } = bandAt(waits, wait)
    // what is wanted for ever is drawn behind the trace's last moment too
    if ((until <= from && !open) || thread === band.thread) continue
    const x = Math.max(free, xOf(view, since))
    if (x + metrics.glyph > run.x1) continue
    const name = threadName(trace, thread)
    const title = `${info.name} wanted by ${name} from ${momentWords(trace.header.clock, since)} on`
    const middle = { x: x + metrics.glyph / 2, y: band.y + band.height / 2 }
    const glyph: Glyph = { type: 'glyph', ...middle, size: metrics.glyph * 0.8, glyph: 'wanted', count: 1, on: band.thread, title }
    marks.push(glyph)
    const words = [`wanted by ${name}`, name].find((text) => x + metrics.glyph + 2 + measure(text, metrics.label) + 4 <= run.x1)
    free = x + metrics.glyph + 6
    if (words === undefined) continue
    marks.push(wantedText(words, x + metrics.glyph + 2, glyph.y, metrics.label, band.thread))
    free = x + metrics.glyph + measure(words, metrics.label) + 12
  }
  return marks
}

const wantedText = (text: string, x: number, y: number, size: number, on: Text['on']): Text => ({
  type: 'text',
  x,
  y,
  text,
  size,
  anchor: 'start',
  ink: 'ink',
  bold: false,
  on
})

const momentAt = ({ from, to, width }: TimeView, x: number): number => from + (x / width) * (to - from)
