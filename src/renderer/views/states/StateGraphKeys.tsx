import { useState } from 'react'
import type { StateGraph } from '../../../core/explorer/report'
import type { Outline } from '../../../core/scenes/waitFor/graphGeometry'
import type { StateGraphLayout } from '../../../core/scenes/orders/stateGraphLayout'
import { stateWords } from '../../../core/scenes/orders/stateGraphScene'
import { movedState, type StateMove, waysOn } from '../../../core/scenes/orders/stateMoves'
import { OneCellGrid } from '../../widgets/OneCellGrid'
import type { GraphZoom } from './useGraphZoom'

interface StateGraphKeysProps {
  readonly graph: StateGraph
  readonly layout: StateGraphLayout
  readonly nodes: readonly Outline[]
  readonly path: readonly number[]
  readonly current: number | null
  readonly zoom: GraphZoom
  readonly onState: (state: number) => void
}

const moves: Record<string, StateMove> = { ArrowRight: 'onward', ArrowLeft: 'back', ArrowUp: 'up', ArrowDown: 'down' }

/** The state graph for keyboard and screen reader: one tab stop; arrows go along edges and from state to state of a layer, Enter takes the run there. */
export function StateGraphKeys({ graph, layout, nodes, path, current, zoom, onState }: StateGraphKeysProps) {
  const [focus, setFocus] = useState<number | null>(null)
  const at = focus ?? current ?? 0
  const state = graph.nodes[at]
  const place = nodes[at]

  function go(next: number): void {
    setFocus(next)
    const { x, y } = nodes[next] ?? { x: 0, y: 0 }
    zoom.reveal(x, y)
  }

  function press(key: string): boolean {
    const move = moves[key]
    if (move) go(movedState(graph, layout, path, at, move))
    else if (key === 'Home') go(0)
    else if (key === 'End') go(current ?? 0)
    else if (key === 'Enter') onState(at)
    else if (key === '+') zoom.zoomBy(1.5)
    else if (key === '-') zoom.zoomBy(1 / 1.5)
    else return false
    return true
  }

  const reach = place === undefined ? 0 : place.radius + 6
  return (
    <OneCellGrid
      label={`State graph, ${graph.nodes.length} states: arrows go along steps, Enter takes the run there`}
      cellId="state-cell"
      place={place === undefined ? null : { left: place.x - reach, top: place.y - reach, width: reach * 2, height: reach * 2 }}
      isCurrent={at === current}
      onKey={press}
      onLeave={() => setFocus(null)}
    >
      {state === undefined ? '' : `${stateWords(state, at)}; ${waysOn(graph, at)}`}
    </OneCellGrid>
  )
}
