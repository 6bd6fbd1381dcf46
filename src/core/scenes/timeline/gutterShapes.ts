import type { Metrics } from '../look/metrics'
import type { OwnershipRow } from '../ownership/ownershipScene'
import type { Chip, Shape, Text } from '../shape'
import { fittedName, type TextMeasure } from '../look/textMeasure'
import { threadLook } from '../look/threadLook'
import type { TimelineScene } from './timelineScene'

/** How far tasks stand in from the thread of their loop, pixels. */
const taskIndent = 14

/** The names left of the lanes, with the threads' chips, on `width` pixels, and of their processes; tasks stand in and have round chips. */
export const laneNames = ({ heads, lanes }: TimelineScene, width: number, metrics: Metrics, measure: TextMeasure): Shape[] => [
  ...heads.flatMap(({ group, y, height }): Shape[] => [
    { type: 'line', x1: 0, y1: y, x2: width, y2: y, ink: 'ink2', width: 1, dash: [], opacity: 0.6, title: group.name },
    { ...nameText(group.name, 0, y + height / 2, width, metrics, measure), ink: 'ink2' }
  ]),
  ...lanes.flatMap(({ thread, name, isTask, y, height }): Shape[] => {
    const x = isTask ? taskIndent : 0
    const size = Math.min(height - 6, metrics.label * 2)
    const place = squareChip(x, y + height / 2, size, threadLook(thread).number, name, metrics)
    return [
      { ...place, shape: isTask ? 'round' : 'square', fill: thread, strokeWidth: 0 },
      nameText(name, x + metrics.label * 2 + 8, y + height / 2, width, metrics, measure)
    ]
  })
]

/** The names left of the ownership strip, with the locks' chips. */
export const ownershipNames = (rows: readonly OwnershipRow[], width: number, metrics: Metrics, measure: TextMeasure): Shape[] =>
  rows.flatMap(({ name, look, note, y, height }): Shape[] => {
    const size = Math.min(metrics.lock - 2, metrics.label * 2)
    const words = note === '' ? name : `${name}, ${note}`
    const middle = y + Math.min(height, metrics.lock) / 2
    const place = squareChip(1, middle, size, look.letter, words, metrics)
    return [{ ...place, shape: look.shape, dash: look.dash }, nameText(words, metrics.label * 2 + 8, middle, width, metrics, measure)]
  })

function squareChip(x: number, middle: number, size: number, text: string, title: string, { label }: Metrics): Chip {
  const box = { x, y: middle - size / 2, width: size, height: size }
  return { type: 'chip', ...box, shape: 'square', fill: null, stroke: 'ink', strokeWidth: 2, dash: [], text, size: label, opacity: 1, title }
}

function nameText(name: string, x: number, y: number, width: number, { label: size }: Metrics, measure: TextMeasure): Text {
  return { type: 'text', x, y, text: fittedName(name, size, width - x - 8, measure) ?? name, size, anchor: 'start', ink: 'ink', bold: false, on: null }
}
