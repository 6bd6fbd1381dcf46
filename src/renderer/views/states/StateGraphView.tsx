import { type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { StateGraph } from '../../../core/explorer/report'
import { windowMetrics } from '../../../core/scenes/look/metrics'
import { stateGraphLayout } from '../../../core/scenes/orders/stateGraphLayout'
import { stateGraphScene, stateWords } from '../../../core/scenes/orders/stateGraphScene'
import type { Theme } from '../../../core/scenes/look/tokens'
import { paintShapes, type Surface } from '../../paint/paintShapes'
import { useCanvas } from '../../paint/useCanvas'
import { canvasMeasure } from '../../widgets/canvasMeasure'
import { useSize } from '../../widgets/useSize'
import { StateGraphKeys } from './StateGraphKeys'
import { type GraphZoom, useGraphZoom } from './useGraphZoom'

interface StateGraphViewProps {
  readonly graph: StateGraph
  /** The states of the run on screen, in order. */
  readonly path: readonly number[]
  /** Where the run stands; null when the graph does not know. */
  readonly current: number | null
  readonly theme: Theme
  /** Hands the zoom to the panel's buttons. */
  readonly onZoom: (zoom: GraphZoom) => void
  readonly onState: (state: number) => void
}

// the pointer need not hit a small state exactly
const reach = 14

/** The picture of all states: press one to go there. */
export function StateGraphView({ graph, path, current, theme, onZoom, onState }: StateGraphViewProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(box)
  const zoom = useGraphZoom(box, width, height)
  const { scale, shiftX, shiftY } = zoom
  const [tip, setTip] = useState<number | null>(null)
  const layout = useMemo(() => stateGraphLayout(graph), [graph])
  const metrics = windowMetrics(theme.name).roomy
  const scene = useMemo(
    () => stateGraphScene(graph, layout, { width, height, scale, shiftX, shiftY, path, current, metrics, measure: canvasMeasure }),
    [graph, layout, width, height, scale, shiftX, shiftY, path, current, metrics]
  )
  const paint = useCallback((surface: Surface) => paintShapes(surface, scene.shapes), [scene])
  const canvas = useCanvas(theme, width, height, paint)
  useEffect(() => onZoom(zoom))

  const stateAt = (event: PointerEvent): number | null => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const distances = scene.nodes.map(({ x, y }) => Math.hypot(x - event.clientX + left, y - event.clientY + top))
    const nearest = distances.indexOf(Math.min(...distances))
    return (distances[nearest] ?? reach) < reach ? nearest : null
  }
  const shown = tip === null ? undefined : graph.nodes[tip]
  const place = tip === null ? undefined : scene.nodes[tip]
  return (
    <div
      className={tip === null ? 'states-box' : 'states-box over'}
      ref={box}
      data-testid="state-graph"
      onPointerMove={(event) => setTip(stateAt(event))}
      onPointerLeave={() => setTip(null)}
      onPointerUp={(event) => {
        const state = stateAt(event)
        if (state !== null && event.button === 0) onState(state)
      }}
    >
      <canvas ref={canvas} aria-hidden="true" style={{ width, height }} />
      <StateGraphKeys graph={graph} layout={layout} nodes={scene.nodes} path={path} current={current} onState={onState} zoom={zoom} />
      {shown && place && tip !== null ? (
        <div className="tip" role="tooltip" style={{ left: Math.min(place.x + 14, Math.max(0, width - 320)), top: Math.min(place.y + 14, height - 34) }}>
          {stateWords(shown, tip)}
        </div>
      ) : null}
    </div>
  )
}
