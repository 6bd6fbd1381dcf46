import { stateLooks } from '../look/stateLook'
import type { Bar } from '../shape'
import type { TimeView } from '../timeline/timeView'

/** A stretch of an object's row of which nothing is known, since events were lost: an empty outline, as lanes have it. */
export function unknownBar(box: Pick<Bar, 'x' | 'y' | 'width' | 'height'>, title: string, { metrics, measure }: TimeView): Bar {
  const text = stateLooks.unknown.word
  const width = measure(text, metrics.label)
  const label = width + 16 > box.width ? null : { text, x: box.x + 8, width, size: metrics.label }
  return { type: 'bar', ...box, state: 'unknown', label, title }
}
