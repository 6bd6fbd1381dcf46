import { spanAt } from '../../analysis/spans'
import type { ThreadState } from '../../analysis/threadState'
import type { ThreadId } from '../../trace/ids'
import { gallop } from './spanLane'
import { spanWords } from './spanWords'
import type { TraceIndex } from '../traceIndex'

/** A bar of the timeline as a cell of a grid. */
export interface TimelineCell {
  readonly from: number
  readonly to: number
  readonly state: ThreadState
  /** `transfer-1 blocked on lock_b, steps 3 to 5, held by transfer-2`. */
  readonly words: string
}

/** A lane as a row of a grid. */
export interface TimelineRow {
  readonly thread: ThreadId
  readonly name: string
  readonly cells: readonly TimelineCell[]
  /** Cells of the view that are left out because there are more than the limit. */
  readonly more: number
}

/** The timeline as a table or grid: each thread's stretches between two moments, at most `limit` a thread; stretches before a thread's start are left out. */
export function timelineRows(index: TraceIndex, { from, to }: { readonly from: number; readonly to: number }, limit = 200): TimelineRow[] {
  return index.threads.map((row) => {
    const first = gallop(row.spans.to, from, 0)
    const end = gallop(row.spans.from, to, first)
    const cells: TimelineCell[] = []
    for (let span = first; span < Math.min(end, first + limit); span++) {
      const { state, from: start, to: stop } = spanAt(row.spans, span)
      if (state !== 'notStarted' && stop > from) cells.push({ from: start, to: stop, state, words: spanWords(index, row, span) })
    }
    return { thread: row.thread, name: row.name, cells, more: Math.max(0, end - first - limit) }
  })
}
