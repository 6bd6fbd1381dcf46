import { eventCode } from '../../trace/event'
import { objectId, type ThreadId } from '../../trace/ids'
import { objectName, type Trace } from '../../trace/trace'
import type { Holding } from './progressLattice'

/** A thread's steps in a simulated run, and which locks it holds between which of them. `steps` is the run's schedule (`1`, `2/1`). */
export function holdingsOf(trace: Trace, steps: readonly string[], thread: ThreadId): { readonly steps: number; readonly holdings: readonly Holding[] } {
  const own = ownSteps(steps, thread)
  const { events } = trace
  const open = new Map<number, number>()
  const holdings: Holding[] = []
  for (let row = 0; row < events.length; row++) {
    const [type, object] = [events.type[row], events.object[row] ?? -1]
    if (events.thread[row] !== thread || !isLock(trace, object)) continue
    const at = own[events.at[row] ?? 0] ?? 0
    if (type === eventCode.acquired && !open.has(object)) open.set(object, at)
    if (type !== eventCode.released) continue
    holdings.push({ lock: objectName(trace, objectId(object)), from: open.get(object) ?? at, to: at })
    open.delete(object)
  }
  const count = own.at(-1) ?? 0
  // what is held at the end is held for ever
  const kept = [...open].map(([object, from]) => ({ lock: objectName(trace, objectId(object)), from, to: count + 1 }))
  return { steps: count, holdings: [...holdings, ...kept].filter(({ from, to }) => to > from) }
}

/** Behind each step of the run, how many of them were the thread's own. */
export function ownSteps(steps: readonly string[], thread: ThreadId): number[] {
  const counts = [0]
  for (const step of steps) counts.push((counts.at(-1) ?? 0) + (Number.parseInt(step, 10) === thread ? 1 : 0))
  return counts
}

const isLock = ({ objects }: Trace, object: number): boolean => {
  const kind = objects.get(objectId(object))?.kind
  return kind === 'lock' || kind === 'rlock'
}
