import { eventCode } from '../trace/event'
import type { Trace } from '../trace/trace'

/** Recorders tell what they took at the very end. */
const lastRows = 200

/** What making a recording took, as the recording itself says: `recording took 0.6 µs an event`; empty where it does not. */
export function recordingCostWords({ events, end }: Trace): string {
  const { type, texts, value, length } = events
  for (let row = length - 1; row >= Math.max(0, length - lastRows); row--) {
    if (type[row] !== eventCode.measured) continue
    const name = texts.get(row)
    const figure = value[row] ?? Number.NaN
    if (name === 'recording ns an event') return `recording took ${(figure / 1000).toFixed(1)} µs an event`
    if (name === 'sampler cpu ns') return `sampling took ${((100 * figure) / Math.max(1, end)).toFixed(1)} % of one core`
  }
  return ''
}
