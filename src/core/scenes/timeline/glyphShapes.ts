import { eventAt } from '../../trace/decode'
import { glyphOf } from './eventMarks'
import { eventWords } from '../eventWords'
import { momentWords } from '../clockWords'
import type { Glyph } from '../shape'
import { gallop } from './spanLane'
import type { TimeView } from './timeView'
import type { ThreadRow, TraceIndex } from '../traceIndex'

/** Glyphs closer than this become one, with their number. */
const apart = 6

/** The glyphs of a thread's events on the lane's upper edge `y`; where there are more events than places for glyphs, none: zooming in shows them. */
export function glyphShapes({ trace }: TraceIndex, row: ThreadRow, y: number, { from, to, width, metrics, titles = true }: TimeView): Glyph[] {
  const { marks } = row
  const first = gallop(marks.at, from, 0)
  let end = gallop(marks.at, to, first)
  while (marks.at[end] === to) end++
  if (end - first > width / apart) return []
  const glyphs: Glyph[] = []
  const scale = width / (to - from)
  for (let index = first; index < end; ) {
    const at = marks.at[index] ?? 0
    // marks of the first and last moment stand within the picture
    const x = Math.min(width - metrics.glyph / 2, Math.max(metrics.glyph / 2, (at - from) * scale))
    // a number beside the glyph needs its own room
    let next = gallop(marks.at, at + apart / scale, index + 1)
    if (next - index > 1) next = Math.min(end, gallop(marks.at, at + (metrics.glyph + metrics.label * 1.5) / scale, next))
    const event = eventAt(trace.events, marks.row[index] ?? 0)
    const glyph = glyphOf[event.type]
    const more = next - index > 1 ? ` and ${next - index - 1} more` : ''
    const title = titles ? `${event.thread < 0 ? 'the run' : row.name} ${eventWords(trace, event)}${more}, ${momentWords(trace.header.clock, at)}` : ''
    if (glyph !== null) glyphs.push({ type: 'glyph', x, y: y + metrics.glyph * 0.4, size: metrics.glyph, glyph, count: next - index, on: null, title })
    index = next
  }
  return glyphs
}
