import { eventCode } from '../trace/event'
import type { Trace } from '../trace/trace'

/** How the first process of a run ended: its exit code, or minus the number of the signal that ended it; null when nobody saw, or before. */
export function exitOf({ events }: Trace): number | null {
  const { processStarted, processExited } = eventCode
  const first = events.type.indexOf(processStarted)
  if (first < 0 || first >= events.length) return null
  for (let row = events.length - 1; row > first; row--) {
    if (events.type[row] !== processExited || events.object[row] !== events.object[first]) continue
    const code = events.value[row] ?? Number.NaN
    return Number.isNaN(code) ? null : code
  }
  return null
}
