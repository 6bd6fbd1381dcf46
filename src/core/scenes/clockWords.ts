import { format } from 'd3-format'
import type { Clock } from '../trace/header'

interface Unit {
  readonly name: string
  readonly nanoseconds: number
}

const units: readonly Unit[] = [
  { name: 's', nanoseconds: 1e9 },
  { name: 'ms', nanoseconds: 1e6 },
  { name: 'µs', nanoseconds: 1e3 },
  { name: 'ns', nanoseconds: 1 }
]
const nanosecond: Unit = { name: 'ns', nanoseconds: 1 }

const unitFor = (nanoseconds: number): Unit => units.find((unit) => Math.abs(nanoseconds) >= unit.nanoseconds) ?? nanosecond
const whole = format(',d')

/** At most three decimals, none that say nothing: 1.5, 12, 0.125. */
const figure = format(',.3~f')

// made once: reading a format's text costs more than using it
const figures = Array.from({ length: 12 }, (_, digits) => format(`,.${digits}~f`))

/** A moment in words: `step 3`, `12.4 ms`. */
export function momentWords(clock: Clock, at: number): string {
  if (clock.unit === 'steps') return `step ${figure(at)}`
  const unit = unitFor(at)
  return `${figure(at / unit.nanoseconds)} ${unit.name}`
}

/** A length of time in words: `2 steps`, `1.3 ms`. */
export function durationWords(clock: Clock, length: number): string {
  if (clock.unit === 'steps') return length === 1 ? '1 step' : `${figure(length)} steps`
  const unit = unitFor(length)
  return `${figure(length / unit.nanoseconds)} ${unit.name}`
}

/** A period in words: `steps 3 to 5` (step k lasts from k - 1 to k), `12.4 to 13.7 ms`. */
export function periodWords(clock: Clock, from: number, to: number): string {
  if (clock.unit === 'steps') {
    const [first, last] = [from + 1, Math.max(from + 1, to)]
    return first === last ? `step ${figure(first)}` : `steps ${figure(first)} to ${figure(last)}`
  }
  const unit = unitFor(to)
  // to the nanosecond where the period is short, else a span of 300 ns late in a run would read as "2 to 2 s"
  const digits = Math.max(3, Math.min(Math.log10(unit.nanoseconds), Math.ceil(Math.log10(unit.nanoseconds / Math.max(1, to - from))) + 2))
  const text = figures[digits] ?? figure
  return `${text(from / unit.nanoseconds)} to ${text(to / unit.nanoseconds)} ${unit.name}`
}

/** A tick's label for ticks that are `step` apart, never finer than the ticks themselves: `4`, `20 ms`. */
export function tickWords(clock: Clock, at: number, step: number): string {
  if (clock.unit === 'steps') return whole(at)
  const unit = unitFor(step)
  return `${whole(Math.round(at / unit.nanoseconds))} ${unit.name}`
}
