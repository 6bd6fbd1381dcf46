import { holderWords } from '../ownership/holderWords'
import type { WaitEdge } from '../../analysis/waitFor'
import type { ThreadId } from '../../trace/ids'
import { objectName, type Trace, threadName } from '../../trace/trace'
import type { Line } from '../shape'
import { type TimeView, xOf } from './timeView'

interface Lane {
  readonly thread: ThreadId
  readonly y: number
  readonly height: number
}

/**
 * Arrows from the lanes of waiting threads to the lanes of those they wait for, each where the wait began; several at one place stand beside each other, and
 * beside the time cursor's line where that is drawn at `cursor`.
 */
export function waitArrows(edges: readonly WaitEdge[], lanes: readonly Lane[], view: TimeView, trace: Trace, cursor: number | null = null): Line[] {
  const taken: number[] = cursor === null ? [] : [xOf(view, cursor)]
  return edges.flatMap((edge) =>
    edge.holders.flatMap((holder): Line[] => {
      const [waiter, held] = [lanes.find(({ thread }) => thread === edge.thread), lanes.find(({ thread }) => thread === holder)]
      if (waiter === undefined || held === undefined || waiter === held) return []
      let x = Math.min(view.width - 6, Math.max(6, xOf(view, edge.since)))
      while (taken.some((other) => Math.abs(other - x) < 6)) x += 8
      taken.push(x)
      const what =
        'object' in edge.target
          ? `${objectName(trace, edge.target.object)}, ${holderWords(trace, edge.target.object, [holder])}`
          : `${threadName(trace, holder)} to end`
      return [
        {
          type: 'arrow',
          x1: x,
          y1: waiter.y + waiter.height / 2,
          x2: x,
          y2: held.y + held.height / 2,
          ink: 'ink',
          width: 2,
          dash: edge.timed ? [2, 3] : [5, 3],
          opacity: 1,
          title: `${threadName(trace, edge.thread)} waits for ${what}`
        }
      ]
    })
  )
}
