import type { EventColumns } from '../../trace/columns'
import { eventCode } from '../../trace/event'

/** Rows in which the last one came to a barrier and had its action to call first: it says `woken` itself when that is done, and only then do the others go. */
export function lateOpenings({ type, thread, object, length }: EventColumns): ReadonlySet<number> {
  const { arrived, waitBegan, woken } = eventCode
  const late = new Set<number>()
  // by barrier: where somebody came last and has not begun to wait
  const arrivals = new Map<number, number>()
  for (let row = 0; row < length; row++) {
    const code = type[row]
    const of = object[row] ?? -1
    if (code === arrived) arrivals.set(of, row)
    if ((code !== waitBegan && code !== woken) || arrivals.size === 0) continue
    const arrival = arrivals.get(of) ?? -1
    if (arrival >= 0 && code === woken && thread[arrival] === thread[row]) late.add(arrival)
    if (arrival >= 0 && (code === woken || thread[arrival] === thread[row])) arrivals.delete(of)
  }
  return late
}
