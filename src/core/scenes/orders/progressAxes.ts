import { bandHeight, type Frame, gap, leftOf, type ProgressPicture, type ProgressView, rowsOf, topOf } from './progressFrame'
import type { Band, Line, Shape, Text } from '../shape'
import { fitted } from '../look/textMeasure'

/** The lines between the cells of a progress graph. */
export function gridLines({ across, up }: ProgressPicture, frame: Frame): Line[] {
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
  // lines closer together than this would be a grey surface
  const count = (steps: number, size: number): number => (size < 4 ? 1 : steps + 2)
  const columns = Array.from({ length: count(across.steps, frame.cell[0]) }, (_, at) => line(leftOf(frame, at), frame.bottom, leftOf(frame, at), top, at === 0))
  const rows = Array.from({ length: count(up.steps, frame.cell[1]) }, (_, at) => line(frame.left, topOf(frame, at), right, topOf(frame, at), at === 0))
  return [...columns, ...rows]
}

/** Along each axis what its thread holds between its steps, in its colour, and its name. */
export function progressAxes({ across, up }: ProgressPicture, frame: Frame, { metrics, measure, height }: ProgressView): Shape[] {
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
