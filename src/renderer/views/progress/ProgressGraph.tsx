import { useCallback, useMemo, useRef } from 'react'
import { screenMetrics } from '../../../core/scenes/metrics'
import type { ProgressPicture } from '../../../core/scenes/progressFrame'
import { progressScene } from '../../../core/scenes/progressScene'
import type { Theme } from '../../../core/scenes/tokens'
import { paintShapes, type Surface } from '../../paint/paintShapes'
import { useCanvas } from '../../paint/useCanvas'
import { canvasMeasure } from '../../widgets/canvasMeasure'
import { useSize } from '../../widgets/useSize'

/** The steps of one thread against those of another, the blocks that their locks make, the way of the run, and beside it what that means. */
export function ProgressGraph({ picture, theme }: { picture: ProgressPicture; theme: Theme }) {
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(box)
  const scene = useMemo(() => progressScene(picture, { width, height, metrics: screenMetrics, measure: canvasMeasure }), [picture, width, height])
  const paint = useCallback((surface: Surface) => paintShapes(surface, scene.shapes), [scene])
  const canvas = useCanvas(theme, width, height, paint)
  return (
    <div className="progress">
      <div className="progress-box" ref={box}>
        <canvas ref={canvas} aria-hidden="true" style={{ width, height }} />
      </div>
      <ul className="progress-words" aria-label="What the progress graph says">
        {scene.words.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </div>
  )
}
