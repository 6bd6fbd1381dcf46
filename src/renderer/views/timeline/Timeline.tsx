import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { spanIndexAt } from '../../../core/analysis/spans'
import { windowMetrics } from '../../../core/scenes/look/metrics'
import { counted } from '../../../core/scenes/counted'
import { ownershipScene } from '../../../core/scenes/ownership/ownershipScene'
import { spanWords } from '../../../core/scenes/timeline/spanWords'
import { timelineScene } from '../../../core/scenes/timeline/timelineScene'
import type { TimeView } from '../../../core/scenes/timeline/timeView'
import type { Theme } from '../../../core/scenes/look/tokens'
import type { TraceIndex } from '../../../core/scenes/traceIndex'
import { moment, type ProcessId } from '../../../core/trace/ids'
import { canvasMeasure } from '../../widgets/canvasMeasure'
import { useSize } from '../../widgets/useSize'
import { CursorOverlay } from './CursorOverlay'
import { LaneNames } from './LaneNames'
import { ProcessHeads } from './ProcessHeads'
import { TimelineCanvas } from './TimelineCanvas'
import type { TimelineControl } from './timelineControl'
import { TimelineGrid } from './TimelineGrid'
import { useTimeZoom } from './useTimeZoom'

interface TimelineProps {
  readonly index: TraceIndex
  readonly cursor: number
  readonly theme: Theme
  readonly control: TimelineControl
  /** Whether the cursor stands on whole steps. */
  readonly snaps: boolean
  readonly onSeek: (at: number) => void
  /** Puts the lanes of a process away, or shows them again. */
  readonly onFold: (process: ProcessId) => void
}

// room at the right edge, so that the last bar's border and an end-of-run cursor are seen
const margin = 1.02

interface Tip {
  readonly x: number
  readonly y: number
  readonly text: string
}

/** Threads over time, who holds which lock under them, and the time cursor across both. */
export function Timeline({ index, cursor, theme, control, snaps, onSeek, onFold }: TimelineProps) {
  const box = useRef<HTMLDivElement>(null)
  const surface = useRef<HTMLDivElement>(null)
  const [tip, setTip] = useState<Tip | null>(null)
  const size = useSize(box)
  const namesWidth = theme.name === 'projector' ? 190 : 150
  const width = Math.max(0, size.width - namesWidth)
  const whole = Math.max(index.horizon, index.trace.end, snaps ? 4 : 1) * margin
  const view = useTimeZoom(surface, width, whole)
  const { roomy, dense } = windowMetrics(theme.name)
  const { axis, lane, laneGap, lock, lockGap } = roomy
  const rows = axis + index.threads.length * (lane + laneGap) + index.processes.length * 18 + (index.objects.length + index.counters.length) * (lock + lockGap)
  const metrics = rows > size.height ? dense : roomy
  const { from, to } = view
  const shown = useMemo((): TimeView => ({ from, to, width, metrics, measure: canvasMeasure, cursor: null, titles: false }), [from, to, width, metrics])
  const timeline = useMemo(() => timelineScene(index, shown), [index, shown])
  const ownership = useMemo(() => ownershipScene(index, { ...shown, titles: true }), [index, shown])
  const xOf = (at: number): number => ((at - view.from) / (view.to - view.from)) * width
  useEffect(() =>
    control.attach({
      zoom: (factor) => view.zoomBy(factor, cursor >= view.from && cursor <= view.to ? cursor : (view.from + view.to) / 2),
      pan: view.panBy,
      fit: view.fit
    })
  )

  const momentAt = (event: PointerEvent): number => {
    const { left } = event.currentTarget.getBoundingClientRect()
    const at = view.from + ((event.clientX - left) / Math.max(1, width)) * (view.to - view.from)
    return Math.min(index.trace.end, Math.max(0, snaps ? Math.round(at) : at))
  }
  const height = timeline.height + ownership.height
  return (
    <div className="timeline-scroll" ref={box}>
      <LaneNames timeline={timeline} ownership={ownership} theme={theme} width={namesWidth} />
      <ProcessHeads heads={timeline.heads} width={namesWidth} onFold={onFold} />
      <div
        ref={surface}
        className="timeline-surface"
        data-testid="timeline-surface"
        style={{ left: namesWidth, width, height: Math.max(height, size.height) }}
        onPointerDown={(event) => {
          if (event.button !== 0 || event.shiftKey) return
          event.currentTarget.setPointerCapture(event.pointerId)
          onSeek(momentAt(event))
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1 && !event.shiftKey) onSeek(momentAt(event))
          else setTip(tipAt(event, index, timeline, ownership, view))
        }}
        onPointerLeave={() => setTip(null)}
      >
        <TimelineCanvas timeline={timeline} ownership={ownership} theme={theme} />
        <TimelineGrid
          index={index}
          timeline={timeline}
          cursor={cursor}
          label={`Timeline, ${lanesInWords(index)}, ${counted(index.trace.events.length, 'event')}`}
          xOf={xOf}
          onSeek={onSeek}
          onReveal={view.reveal}
        />
        <CursorOverlay index={index} timeline={timeline} view={shown} cursor={cursor} height={Math.max(height, size.height)} />
        {index.trace.end === 0 ? <p className="first-hint">Each step draws its piece here.</p> : null}
        {tip ? (
          <div className="tip" role="tooltip" style={{ left: Math.min(tip.x + 12, Math.max(0, width - 320)), top: tip.y + 14 }}>
            {tip.text}
          </div>
        ) : null}
      </div>
    </div>
  )
}

/** `1 thread, 2 tasks`, however many of them one lane stands for. */
function lanesInWords({ threads }: TraceIndex): string {
  const tasks = threads.filter(({ isTask }) => isTask)
  const count = tasks.reduce((sum, { stands }) => sum + stands, 0)
  return [counted(threads.length - tasks.length, 'thread'), ...(count > 0 ? [counted(count, 'task')] : [])].join(', ')
}

function tipAt(
  event: PointerEvent,
  index: TraceIndex,
  timeline: ReturnType<typeof timelineScene>,
  ownership: ReturnType<typeof ownershipScene>,
  view: { readonly from: number; readonly to: number }
): Tip | null {
  const bounds = event.currentTarget.getBoundingClientRect()
  const x = event.clientX - bounds.left
  const y = event.clientY - bounds.top
  const lane = timeline.lanes.findIndex((each) => y >= each.y && y <= each.y + each.height)
  const row = index.threads[lane]
  if (row) {
    const at = view.from + (x / timeline.width) * (view.to - view.from)
    const span = at > index.horizon ? -1 : spanIndexAt(row.spans, moment(at))
    return span < 0 ? null : { x, y, text: spanWords(index, row, span) }
  }
  const owned = ownership.rows.find((each) => y >= timeline.height + each.y && y <= timeline.height + each.y + each.height)
  const band = owned?.shapes.find(
    (shape) =>
      (shape.type === 'band' || shape.type === 'level') &&
      x >= shape.x &&
      x <= shape.x + shape.width &&
      y >= timeline.height + shape.y &&
      y <= timeline.height + shape.y + shape.height
  )
  return (band?.type === 'band' || band?.type === 'level') && band.title ? { x, y, text: band.title } : null
}
