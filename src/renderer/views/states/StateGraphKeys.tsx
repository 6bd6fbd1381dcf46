import { type KeyboardEvent, useState } from 'react'
import type { StateGraph } from '../../../core/explorer/report'
import type { Outline } from '../../../core/scenes/graphGeometry'
import type { StateGraphLayout } from '../../../core/scenes/stateGraphLayout'
import { stateWords } from '../../../core/scenes/stateGraphScene'
import { movedState, type StateMove, waysOn } from '../../../core/scenes/stateMoves'
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

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const move = moves[event.key]
    if (move) go(movedState(graph, layout, path, at, move))
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(current ?? 0)
    else if (event.key === 'Enter') onState(at)
    else if (event.key === '+') zoom.zoomBy(1.5)
    else if (event.key === '-') zoom.zoomBy(1 / 1.5)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      role="grid"
      className="states-keys"
      tabIndex={0}
      aria-label={`State graph, ${graph.nodes.length} states: arrows go along steps, Enter takes the run there`}
      aria-activedescendant="state-cell"
      onKeyDown={press}
      onBlur={() => setFocus(null)}
    >
      {state && place ? (
        <div role="row">
          <div
            role="gridcell"
            id="state-cell"
            className="state-cell"
            aria-current={at === current ? 'location' : undefined}
            style={{ left: place.x - place.radius - 6, top: place.y - place.radius - 6, width: place.radius * 2 + 12, height: place.radius * 2 + 12 }}
          >
            <span className="visually-hidden">
              {stateWords(state, at)}; {waysOn(graph, at)}
            </span>
          </div>
        </div>
      ) : null}
    </div>
  )
}
