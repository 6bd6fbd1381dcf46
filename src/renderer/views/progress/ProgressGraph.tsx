import { type PointerEvent, useCallback, useMemo, useRef, useState } from 'react'
import { windowMetrics } from '../../../core/scenes/look/metrics'
import type { ProgressPicture } from '../../../core/scenes/orders/progressFrame'
import { progressScene } from '../../../core/scenes/orders/progressScene'
import type { Theme } from '../../../core/scenes/look/tokens'
import { paintShapes, type Surface } from '../../paint/paintShapes'
import { useCanvas } from '../../paint/useCanvas'
import { canvasMeasure } from '../../widgets/canvasMeasure'
import { useSize } from '../../widgets/useSize'
import { ProgressKeys } from './ProgressKeys'

interface ProgressGraphProps {
  readonly picture: ProgressPicture
  readonly theme: Theme
  /** Moves the time cursor to a step of the run. */
  readonly onSeek: (step: number) => void
}

// the pointer need not hit a corner of the way exactly
const reach = 20

/** The steps of one thread against those of another, the blocks that their locks make, the way of the run, and beside it what that means. A press on the way goes there; keys look at any place and do the same. */
export function ProgressGraph({ picture, theme, onSeek }: ProgressGraphProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(box)
  const metrics = windowMetrics(theme.name).roomy
  const scene = useMemo(() => progressScene(picture, { width, height, metrics, measure: canvasMeasure }), [picture, width, height, metrics])
  const paint = useCallback((surface: Surface) => paintShapes(surface, scene.shapes), [scene])
  const canvas = useCanvas(theme, width, height, paint)
  const [tip, setTip] = useState<{ readonly words: string; readonly x: number; readonly y: number } | null>(null)
  const point = (event: PointerEvent): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const [x, y] = [event.clientX - left, event.clientY - top]
    const words = scene.wordsAt(x, y)
    setTip(words === '' ? null : { words, x, y })
  }
  const go = (event: PointerEvent): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const distances = scene.way.map(([x, y]) => Math.hypot(x - event.clientX + left, y - event.clientY + top))
    const least = Math.min(...distances)
    // where others took their steps the way stands still: the last of them is where it goes on
    if (event.button === 0 && least < reach) onSeek(distances.lastIndexOf(least))
  }
  const look = (cell: readonly [number, number] | null): void => {
    const at = cell && scene.boxOf(cell)
    setTip(at && { words: scene.wordsIn(cell), x: at.x + at.width, y: at.y + at.height })
  }
  return (
    <div className="progress">
      <div className="progress-box" ref={box} data-testid="progress-graph" onPointerUp={go} onPointerMove={point} onPointerLeave={() => setTip(null)}>
        <canvas ref={canvas} aria-hidden="true" style={{ width, height }} />
        <ProgressKeys picture={picture} scene={scene} onLook={look} onSeek={onSeek} />
        {tip === null ? null : (
          <div className="tip" role="tooltip" style={{ left: Math.min(tip.x + 14, Math.max(0, width - 320)), top: Math.min(tip.y + 14, height - 34) }}>
            {tip.words}
          </div>
        )}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <ul className="progress-words" aria-label="What the progress graph says" tabIndex={0}>
        {scene.words.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </div>
  )
}
