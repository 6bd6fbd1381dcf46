import { eventCode } from '../trace/event'
import type { Trace } from '../trace/trace'

/** What a run used over time, from the counters that samples read. */
export interface Counter {
  readonly name: string
  /** Of the values: processors or threads (on average), bytes, or how many a second. */
  readonly unit: 'processors' | 'threads' | 'bytes' | 'per second'
  /** The stretches between two readings, in order, without holes, and the value of each. */
  readonly from: Float64Array
  readonly to: Float64Array
  readonly value: Float64Array
  readonly highest: number
}

/** Names of counters in the trace that say how much of something there was so far, and what their growth means. */
const growing = [
  { names: ['cpu ns'], name: 'busy', unit: 'processors', scale: 1 },
  { names: ['run-queue wait ns'], name: 'wait for a CPU', unit: 'threads', scale: 1 },
  { names: ['voluntary switches', 'involuntary switches'], name: 'switches', unit: 'per second', scale: 1e9 }
] as const

/**
 * The counters of a whole run: processors in use, threads that wait for one, switches of threads, memory. A thread whose counters did not change was not read, so what
 * it used belongs to the stretch before the reading. Empty for a run whose counters nobody read. One pass over the events.
 */
export function countersOf(trace: Trace): readonly Counter[] {
  const readings = readingsOf(trace)
  const bounds = [...new Set(readings.map(({ at }) => at))]
  if (bounds.length < 2) return []
  const from = Float64Array.from([0, ...bounds.slice(0, -1)])
  const to = Float64Array.from(bounds)
  const place = new Map(bounds.map((at, index) => [at, index]))
  const counter = (name: string, unit: Counter['unit'], value: Float64Array): Counter => ({
    name,
    unit,
    from,
    to,
    value,
    highest: value.reduce((most, one) => Math.max(most, one), 0)
  })
  const grown = growing.map(({ names, name, unit, scale }) => {
    const value = new Float64Array(bounds.length)
    const before = new Map<string, number>()
    for (const { at, thread, name: read, value: now } of readings) {
      if (!names.some((known) => known === read)) continue
      const key = `${thread} ${read}`
      const index = place.get(at) ?? 0
      const length = (to[index] ?? 0) - (from[index] ?? 0)
      value[index] = (value[index] ?? 0) + (length > 0 ? (scale * (now - (before.get(key) ?? 0))) / length : 0)
      before.set(key, now)
    }
    return counter(name, unit, value)
  })
  return [...grown, counter('memory', 'bytes', memoryOf(trace, readings, bounds))]
}

interface Reading {
  readonly at: number
  readonly thread: number
  readonly process: number
  readonly name: string
  readonly value: number
}

function readingsOf({ events }: Trace): Reading[] {
  const { type, at, thread, object, value, texts } = events
  const readings: Reading[] = []
  for (const [row, name] of texts) {
    if (type[row] !== eventCode.measured || (thread[row] ?? -1) < 0) continue
    readings.push({ at: at[row] ?? 0, thread: thread[row] ?? -1, process: object[row] ?? -1, name, value: value[row] ?? 0 })
  }
  return readings
}

/** Resident bytes of all processes that live: shared pages are counted once for each of them. */
function memoryOf({ events }: Trace, readings: readonly Reading[], bounds: readonly number[]): Float64Array {
  const ends = new Map<number, number>()
  for (let row = 0; row < events.length; row++) {
    if (events.type[row] === eventCode.processExited) ends.set(events.object[row] ?? -1, events.at[row] ?? 0)
  }
  const resident = readings.filter(({ name }) => name === 'rss bytes')
  const last = new Map<number, number>()
  const value = new Float64Array(bounds.length)
  let next = 0
  for (const [index, bound] of bounds.entries()) {
    for (; next < resident.length && (resident[next]?.at ?? 0) <= bound; next++) last.set(resident[next]?.process ?? -1, resident[next]?.value ?? 0)
    for (const [process, bytes] of last) if ((ends.get(process) ?? Number.POSITIVE_INFINITY) > bound) value[index] = (value[index] ?? 0) + bytes
  }
  return value
}
