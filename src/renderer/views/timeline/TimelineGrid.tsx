import { type KeyboardEvent, useState } from 'react'
import { spanIndexAt } from '../../../core/analysis/spans'
import { spanWords } from '../../../core/scenes/timeline/spanWords'
import type { TimelineScene } from '../../../core/scenes/timeline/timelineScene'
import type { TraceIndex } from '../../../core/scenes/traceIndex'
import { moment } from '../../../core/trace/ids'

interface TimelineGridProps {
  readonly index: TraceIndex
  readonly timeline: TimelineScene
  readonly cursor: number
  readonly label: string
  readonly xOf: (at: number) => number
  readonly onSeek: (at: number) => void
  readonly onReveal: (at: number) => void
}

interface Place {
  readonly lane: number
  readonly span: number
}

/** The timeline for keyboard and screen reader: one tab stop; arrows move from bar to bar and lane to lane, Enter moves the time cursor there. */
export function TimelineGrid({ index, timeline, cursor, label, xOf, onSeek, onReveal }: TimelineGridProps) {
  const [place, setPlace] = useState<Place | null>(null)
  const rows = index.threads
  const at: Place = place && rows[place.lane] ? place : { lane: 0, span: Math.max(0, rows[0] ? spanIndexAt(rows[0].spans, moment(cursor)) : 0) }
  const row = rows[at.lane]
  const span = row ? Math.min(at.span, Math.max(0, row.spans.length - 1)) : 0

  function go(lane: number, wanted: number): void {
    const target = rows[lane]
    if (!target || target.spans.length === 0) return
    const next = Math.min(target.spans.length - 1, Math.max(0, wanted))
    setPlace({ lane, span: next })
    onReveal(target.spans.from[next] ?? 0)
  }
  const besides = (lane: number): number => (rows[lane] && row ? spanIndexAt(rows[lane].spans, moment(row.spans.from[span] ?? 0)) : 0)

  function press(event: KeyboardEvent): void {
    const moves: Record<string, () => void> = {
      ArrowRight: () => go(at.lane, span + 1),
      ArrowLeft: () => go(at.lane, span - 1),
      ArrowDown: () => go(at.lane + 1, besides(at.lane + 1)),
      ArrowUp: () => go(at.lane - 1, besides(at.lane - 1)),
      Home: () => go(at.lane, 0),
      End: () => go(at.lane, Number.MAX_SAFE_INTEGER),
      Enter: () => onSeek(row?.spans.from[span] ?? 0)
    }
    const move = moves[event.key]
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    move()
  }

  const lane = timeline.lanes[at.lane]
  const [x0, x1] = row ? [xOf(row.spans.from[span] ?? 0), xOf(row.spans.to[span] ?? 0)] : [0, 0]
  return (
    <div
      role="grid"
      className="timeline-grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length}
      aria-activedescendant={row && row.spans.length > 0 ? 'timeline-cell' : undefined}
      onKeyDown={press}
      onBlur={() => setPlace(null)}
    >
      {row && row.spans.length > 0 && lane ? (
        <div role="row" aria-rowindex={at.lane + 1}>
          <div
            role="gridcell"
            id="timeline-cell"
            className="grid-cell"
            style={{ left: Math.max(0, x0), top: lane.y, width: Math.max(2, Math.min(timeline.width, x1) - Math.max(0, x0)), height: lane.height }}
          >
            <span className="visually-hidden">{spanWords(index, row, span)}</span>
          </div>
        </div>
      ) : null}
    </div>
  )
}
