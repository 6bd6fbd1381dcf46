import { type TimelineScene } from '../../../core/scenes/timeline/timelineScene'
import type { TimeView } from '../../../core/scenes/timeline/timeView'
import type { TraceIndex } from '../../../core/scenes/traceIndex'
import { waitArrows } from '../../../core/scenes/timeline/waitArrows'
import { moment } from '../../../core/trace/ids'

interface CursorOverlayProps {
  readonly index: TraceIndex
  readonly timeline: TimelineScene
  readonly view: TimeView
  readonly cursor: number
  readonly height: number
}

/** The time cursor and the waits that are open at it: all that moves with the cursor, so that scrubbing draws no lane again. */
export function CursorOverlay({ index, timeline, view, cursor, height }: CursorOverlayProps) {
  const x = ((cursor - view.from) / (view.to - view.from)) * view.width
  const { axis } = view.metrics
  // who waits for a thread's end waits all along: an arrow for that says nothing new beside its bar
  const waits = index.analysis.waitForAt(moment(cursor)).filter(({ target }) => 'object' in target)
  return (
    <svg className="timeline-overlay" width={view.width} height={height} aria-hidden="true">
      {waitArrows(waits, timeline.lanes, view, index.trace, cursor).map(({ x1, y1, y2, dash, title }) => (
        <g key={title} className="wait-arrow" transform={`translate(${x1},0)`}>
          <line className="halo" y1={y1} y2={y2} />
          <line y1={y1} y2={y2} strokeDasharray={dash.join(' ')} />
          <path d={y2 > y1 ? `M-4 ${y2 - 7}H4L0 ${y2}Z` : `M-4 ${y2 + 7}H4L0 ${y2}Z`} />
        </g>
      ))}
      {x >= 0 && x <= view.width ? (
        <g transform={`translate(${x},0)`}>
          <line className="cursor-line" y1={axis - 6} y2={height} />
          <path className="cursor-handle" d={`M-7 ${axis - 16}H7V${axis - 8}L0 ${axis}L-7 ${axis - 8}Z`} />
        </g>
      ) : null}
    </svg>
  )
}
