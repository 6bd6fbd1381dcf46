import { useEffect, useRef } from 'react'
import type { OwnershipScene } from '../../../core/scenes/ownershipScene'
import type { TimelineScene } from '../../../core/scenes/timelineScene'
import type { Theme } from '../../../core/scenes/tokens'
import { paintShapes } from '../../paint/paintShapes'

interface TimelineCanvasProps {
  readonly timeline: TimelineScene
  readonly ownership: OwnershipScene
  readonly theme: Theme
}

/** Lanes and ownership rows on one canvas; decoration for a screen reader, which has the grid. At most one painting per animation frame. */
export function TimelineCanvas({ timeline, ownership, theme }: TimelineCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const width = timeline.width
  const height = timeline.height + ownership.height
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const context = canvas.current?.getContext('2d')
      if (!context || !canvas.current) return
      const ratio = window.devicePixelRatio
      canvas.current.width = Math.round(width * ratio)
      canvas.current.height = Math.round(height * ratio)
      context.scale(ratio, ratio)
      const surface = { context, theme, ratio }
      paintShapes(surface, timeline.axis)
      for (const lane of timeline.lanes) paintShapes(surface, lane.shapes)
      context.translate(0, timeline.height)
      for (const row of ownership.rows) paintShapes(surface, row.shapes)
    })
    return () => cancelAnimationFrame(frame)
  }, [timeline, ownership, theme, width, height])
  return <canvas ref={canvas} aria-hidden="true" style={{ width, height }} />
}
