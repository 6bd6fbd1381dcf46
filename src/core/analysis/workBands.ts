import { eventCode } from '../trace/event'
import { type ObjectId, objectId } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { lostSince } from './losses'
import type { BandColumns } from './ownership'

/** When a worker was at the work of each future: from its beginning until the result is there, or the work ends without one. Nobody holds a future, so these are no holds of `ownershipOf`. */
export function workBands(trace: Trace): ReadonlyMap<ObjectId, BandColumns> {
  const { events } = trace
  const began = new Map<number, number>()
  const found = new Map<ObjectId, Work[]>()
  const close = (object: number, at: number, open: boolean): void => {
    const row = began.get(object)
    if (row === undefined) return
    began.delete(object)
    const id = objectId(object)
    const work = { from: events.at[row] ?? 0, to: at, thread: events.thread[row] ?? -1, line: events.line[row] ?? 0, open }
    found.set(id, [...(found.get(id) ?? []), work])
  }
  for (let row = 0; row < events.length; row++) {
    const object = events.object[row] ?? -1
    const type = events.type[row]
    const since = lostSince(events, row)
    if (since !== null) {
      // who is at a work is not known from a gap on
      for (const future of began.keys()) close(future, Math.max(since, events.at[began.get(future) ?? 0] ?? 0), false)
    } else if (type === eventCode.workBegan) began.set(object, row)
    else if (type === eventCode.set || type === eventCode.workEnded) close(object, events.at[row] ?? 0, false)
  }
  for (const object of began.keys()) close(object, trace.end, true)
  return new Map([...found].map(([object, works]) => [object, columnsOf(works)]))
}

interface Work {
  readonly from: number
  readonly to: number
  readonly thread: number
  readonly line: number
  readonly open: boolean
}

function columnsOf(works: readonly Work[]): BandColumns {
  const ones = (of: (work: Work) => number): Int32Array => Int32Array.from(works, of)
  return {
    length: works.length,
    from: Float64Array.from(works, ({ from }) => from),
    to: Float64Array.from(works, ({ to }) => to),
    thread: ones(({ thread }) => thread),
    permit: ones(() => 0),
    open: Uint8Array.from(works, ({ open }) => (open ? 1 : 0)),
    line: ones(({ line }) => line),
    lost: Uint8Array.from(works, () => 0),
    got: Uint8Array.from(works, () => 1),
    shared: Uint8Array.from(works, () => 0)
  }
}
