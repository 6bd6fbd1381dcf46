import type { RunCost } from '../recorder'

/** What recording a run took: nanoseconds an event, events told, and milliseconds from the program's start to its end. */
export function costOf(perEventNs: number, events: number, recordedMs: number): RunCost {
  const eventsPerSecond = recordedMs > 0 ? (1000 * events) / recordedMs : 0
  return { words: words(perEventNs, eventsPerSecond, null), perEventNs, eventsPerSecond, recordedMs, plainMs: null, slowdown: null }
}

/** The same cost, beside how long the program took without a recorder, in milliseconds. */
export function comparedCost(cost: RunCost, plainMs: number): RunCost {
  const { perEventNs = Number.NaN, eventsPerSecond = Number.NaN, recordedMs = Number.NaN } = cost
  const slowdown = recordedMs / plainMs
  return { ...cost, plainMs, slowdown, words: words(perEventNs, eventsPerSecond, { recordedMs, plainMs, slowdown }) }
}

type Comparison = Readonly<Record<'recordedMs' | 'plainMs' | 'slowdown', number>> | null

function words(perEventNs: number, eventsPerSecond: number, compared: Comparison): string {
  const cost = `recording took ${(perEventNs / 1000).toFixed(1)} µs an event, ${Math.round(eventsPerSecond).toLocaleString('en')} events a second`
  if (compared === null) return cost
  const { recordedMs, plainMs, slowdown } = compared
  return `×${slowdown.toFixed(1)} against a plain run: ${recordedMs.toFixed(0)} ms, ${plainMs.toFixed(0)} ms without; ${cost}`
}
