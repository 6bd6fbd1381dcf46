import { tickStep } from 'd3-array'
import type { Clock } from '../../trace/header'
import { tickWords } from '../clockWords'
import type { TextMeasure } from '../look/textMeasure'

/** A mark of the time axis. */
export interface Tick {
  readonly at: number
  readonly x: number
  readonly label: string
}

/** Ticks at 1, 2 or 5 times a power of ten, whole steps or nanoseconds at the finest, as close as their labels allow. */
export function axisTicks(clock: Clock, from: number, to: number, width: number, size: number, measure: TextMeasure): Tick[] {
  if (!(to > from) || !(width > 0)) return []
  for (let count = Math.max(1, Math.min(20, Math.floor(width / 56))); ; count = Math.floor(count / 2)) {
    const step = Math.max(1, tickStep(from, to, Math.max(1, count)))
    const ticks: Tick[] = []
    for (let number = Math.ceil(from / step); number * step <= to && ticks.length < 64; number++) {
      ticks.push({ at: number * step, x: ((number * step - from) / (to - from)) * width, label: tickWords(clock, number * step, step) })
    }
    const room = (step / (to - from)) * width
    if (count <= 1 || ticks.every((tick) => measure(tick.label, size) + 16 <= room)) return ticks
  }
}
