import { useCallback } from 'react'
import type { OwnershipScene } from '../../../core/scenes/ownership/ownershipScene'
import type { TimelineScene } from '../../../core/scenes/timeline/timelineScene'
import type { Theme } from '../../../core/scenes/look/tokens'
import { paintShapes, type Surface } from '../../paint/paintShapes'
import { useCanvas } from '../../paint/useCanvas'

interface TimelineCanvasProps {
  readonly timeline: TimelineScene
  readonly ownership: OwnershipScene
  readonly theme: Theme
}

/** Lanes and ownership rows on one canvas; decoration for a screen reader, which has the grid. */
export function TimelineCanvas({ timeline, ownership, theme }: TimelineCanvasProps) {
  const width = timeline.width
  const height = timeline.height + ownership.height
  const paint = useCallback(
    (surface: Surface) => {
      paintShapes(surface, timeline.axis)
      for (const head of timeline.heads) paintShapes(surface, head.shapes)
      for (const lane of timeline.lanes) paintShapes(surface, lane.shapes)
      surface.context.translate(0, timeline.height)
      for (const row of ownership.rows) paintShapes(surface, row.shapes)
    },
    [timeline, ownership]
  )
  const canvas = useCanvas(theme, width, height, paint)
  return <canvas ref={canvas} aria-hidden="true" style={{ width, height }} />
}
