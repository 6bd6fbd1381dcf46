import type { ThreadState } from '../../analysis/threadState'
import type { Metrics } from '../look/metrics'
import type { GlyphName, Shape } from '../shape'
import { stateLooks, statesBySeverity } from '../look/stateLook'
import type { TextMeasure } from '../look/textMeasure'
import type { TraceIndex } from '../traceIndex'

/** What the glyphs mean, in the order of the legend. */
const glyphWords: Readonly<Record<Exclude<GlyphName, 'wanted'>, string>> = {
  request: 'asks',
  acquire: 'acquires',
  release: 'releases',
  tryFail: 'tries in vain',
  timeout: 'gives up',
  cancel: 'cancels',
  read: 'reads',
  write: 'writes',
  spawn: 'starts a thread',
  join: 'join is over',
  print: 'prints',
  exception: 'raises',
  note: 'note',
  gap: 'events lost',
  wait: 'begins to wait',
  wake: 'goes on',
  notify: 'notifies',
  put: 'puts',
  get: 'gets',
  done: 'reports done',
  set: 'sets',
  clear: 'clears',
  arrive: 'arrives',
  broken: 'breaks',
  choose: 'draws at random'
}

/** A legend in rows of `width` pixels: the states that occur in the trace, and the glyphs that are drawn. */
export function legendShapes(
  index: TraceIndex,
  glyphs: ReadonlySet<GlyphName>,
  width: number,
  metrics: Metrics,
  measure: TextMeasure
): { shapes: Shape[]; height: number } {
  const shapes: Shape[] = []
  const size = metrics.label
  const row = size * 1.8
  let [x, y] = [0, 0]
  const place = (mark: number, words: string, draw: (x: number, y: number) => Shape): void => {
    const whole = mark + 6 + measure(words, size) + 18
    if (x > 0 && x + whole > width) [x, y] = [0, y + row]
    shapes.push(draw(x, y))
    shapes.push({ type: 'text', x: x + mark + 6, y: y + row / 2, text: words, size, anchor: 'start', ink: 'ink2', bold: false, on: null })
    x += whole
  }
  for (const state of occurring(index)) {
    const box = { y: 3, width: size * 2.5, height: row - 6 }
    place(size * 2.5, stateLooks[state].word, (at, top) => ({ type: 'bar', ...box, x: at, y: top + box.y, state, label: null, title: '' }))
  }
  if (index.threads.some(({ holds }) => holds !== null)) {
    const rule = { type: 'rule', width: size * 2.5, height: metrics.rule, dash: [], double: false, title: '' } as const
    place(size * 2.5, 'holds (dashed as the lock)', (at, top) => ({ ...rule, x: at, y: top + row / 2 - metrics.rule / 2 }))
  }
  if (index.objects.some(({ levels }) => levels !== null) || index.counters.length > 0) {
    const level = { type: 'level', y: 3, width: size * 2.5, height: row - 6, share: 0.5, label: null, title: '' } as const
    place(size * 2.5, 'how much there is', (at, top) => ({ ...level, x: at, y: top + level.y }))
  }
  for (const [glyph, words] of Object.entries(glyphWords) as [GlyphName, string][]) {
    if (!glyphs.has(glyph)) continue
    place(size, words, (at, top) => ({ type: 'glyph', x: at + size / 2, y: top + row / 2, size: metrics.glyph, glyph, count: 1, on: null, title: '' }))
  }
  return { shapes, height: y + row }
}

function occurring({ threads }: TraceIndex): ThreadState[] {
  let bits = 0
  for (const { lane } of threads) for (const level of lane.levels.slice(-1)) for (const some of level) bits |= some
  return statesBySeverity.filter((_, severity) => (bits & (1 << severity)) !== 0).toReversed()
}
