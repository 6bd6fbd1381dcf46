import { eventCode } from '../../trace/event'
import { objectId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'

const { acquired, released, tryFailed } = eventCode

/**
 * Rows in an order in which failed tries come while somebody holds the lock. Real threads say `released` shortly before and `acquired` shortly after the fact, so a try that
 * failed in between may stand in a gap where nobody seems to hold it: it belongs before the release, or, where its thread did something since, behind the next acquisition.
 * @param rows of `trace`, ascending
 */
export function settleFailedTries({ events, objects }: Trace, rows: readonly number[]): number[] {
  const lastOf = new Map<number, number>()
  const releases = new Map<number, number>()
  const depths = new Map<number, number>()
  /** Tries that wait for the next acquisition of their lock. */
  const early = new Map<number, number[]>()
  const places = new Map<number, number>()
  for (const row of rows) {
    const [code, of, who] = [events.type[row], events.object[row] ?? -1, events.thread[row] ?? -1]
    let place = row
    if (code === acquired) {
      depths.set(of, (depths.get(of) ?? 0) + 1)
      for (const one of early.get(of)?.splice(0) ?? []) places.set(one, row + 0.5)
    } else if (code === released) {
      depths.set(of, (depths.get(of) ?? 0) - 1)
      releases.set(of, row)
    } else if (code === tryFailed && (depths.get(of) ?? 0) === 0 && isLock(objects.get(objectId(of))?.kind)) {
      const release = releases.get(of) ?? -1
      if ((lastOf.get(who) ?? -1) < release) place = release - 0.5
      else early.set(of, [...(early.get(of) ?? []), row])
    }
    places.set(row, place)
    lastOf.set(who, place)
  }
  return rows.toSorted((a, b) => (places.get(a) ?? a) - (places.get(b) ?? b))
}

const isLock = (kind: string | undefined): boolean => kind === 'lock' || kind === 'rlock'
