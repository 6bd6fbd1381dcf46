import type { Metrics } from './metrics'
import type { OwnershipRow } from './ownershipScene'
import type { Shape, Text } from './shape'
import { fitted, type TextMeasure } from './textMeasure'
import { threadLook } from './threadLook'
import type { TimelineLane } from './timelineScene'

/** The names left of the lanes, with the threads' chips, on `width` pixels. */
export const laneNames = (lanes: readonly TimelineLane[], width: number, metrics: Metrics, measure: TextMeasure): Shape[] =>
  lanes.flatMap(({ thread, name, y, height }): Shape[] => {
    const size = Math.min(height - 6, metrics.label * 2)
    const number = threadLook(thread).number
    return [
      {
        ...{
          type: 'chip',
          x: 0,
          y: y + (height - size) / 2,
          width: size,
          height: size,
          shape: 'square',
          fill: thread,
          stroke: 'edge',
          strokeWidth: 0,
          dash: []
        },
        ...{ text: number, size: metrics.label, opacity: 1, title: name }
      },
      nameText(name, size + 8, y + height / 2, width, metrics, measure)
    ]
  })

/** The names left of the ownership strip, with the locks' chips. */
export const ownershipNames = (rows: readonly OwnershipRow[], width: number, metrics: Metrics, measure: TextMeasure): Shape[] =>
  rows.flatMap(({ name, look, note, y, height }): Shape[] => {
    const size = Math.min(metrics.lock - 2, metrics.label * 2)
    const words = note === '' ? name : `${name}, ${note}`
    return [
      {
        ...{
          type: 'chip',
          x: 1,
          y: y + (Math.min(height, metrics.lock) - size) / 2,
          width: size,
          height: size,
          shape: look.shape,
          fill: null,
          stroke: 'ink',
          strokeWidth: 2
        },
        ...{ dash: look.dash, text: look.letter, size: metrics.label, opacity: 1, title: words }
      },
      nameText(words, metrics.label * 2 + 8, y + Math.min(height, metrics.lock) / 2, width, metrics, measure)
    ]
  })

function nameText(name: string, x: number, y: number, width: number, { label: size }: Metrics, measure: TextMeasure): Text {
  return { type: 'text', x, y, text: fitted(name, size, width - x - 8, measure) ?? name, size, anchor: 'start', ink: 'ink', bold: false, on: null }
}
