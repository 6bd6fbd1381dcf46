import { type Bench, cursorOf } from './bench'
import { shownTrace } from './sessionState'

/** Moves the time cursor to the next (1) or previous (-1) moment at which something happened in the recorded run on screen. */
export function seekEvent(bench: Bench, direction: 1 | -1): void {
  const trace = shownTrace(bench.store.read())
  if (!trace) return
  const { events, end } = trace
  const row = direction === 1 ? firstAfter(events.at, cursorOf(bench), true) : firstAfter(events.at, cursorOf(bench), false) - 1
  bench.transport.send({ type: 'seek', to: events.at[row] ?? (direction === 1 ? end : 0) })
}

/** The first index whose moment lies after `at`; with `after` false, not before `at`. */
function firstAfter(moments: Float64Array, at: number, after: boolean): number {
  let low = 0
  let high = moments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const moment = moments[middle] ?? 0
    if (after ? moment <= at : moment < at) low = middle + 1
    else high = middle
  }
  return low
}
