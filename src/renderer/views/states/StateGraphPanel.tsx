import { type ReactNode, useRef } from 'react'
import type { SnapshotFrom } from 'xstate'
import type { StateGraph, StateNode } from '../../../core/explorer/report'
import { extentWords } from '../../../core/scenes/orders/extentWords'
import { stateGraphSvg } from '../../../core/scenes/orders/orderFigures'
import { counted } from '../../../core/scenes/counted'
import { stateKindLooks } from '../../../core/scenes/orders/stateKindLook'
import type { Theme } from '../../../core/scenes/look/tokens'
import type { searchMachine } from '../../session/searchMachine'
import { graphLimit } from '../../session/searchPlace'
import { StateGraphView } from './StateGraphView'
import type { GraphZoom } from './useGraphZoom'

interface StateGraphPanelProps {
  /** The panel's name, or the choice of what stands in its place. */
  readonly heading: ReactNode
  readonly orders: SnapshotFrom<typeof searchMachine>
  readonly path: readonly number[]
  readonly current: number | null
  /** Why nothing is told yet; '' when it is. */
  readonly hidden: string
  readonly theme: Theme
  readonly height: number
  /** The program's name, for the figure. */
  readonly title: string
  readonly onSave: (svg: string) => void
  readonly onState: (state: number) => void
}

/** The state graph's region: its own small bar with the legend, and the picture or why there is none. */
export function StateGraphPanel({ heading, orders, path, current, hidden, theme, height, title, onSave, onState }: StateGraphPanelProps) {
  const zoom = useRef<GraphZoom | null>(null)
  const { graph, report } = orders.context
  return (
    <section className="panel timeline" data-testid="states" aria-label="State graph" style={{ flexBasis: height, flexGrow: 0, flexShrink: 0 }}>
      <div className="timeline-bar">
        {heading}
        {graph && !hidden ? <Legend graph={graph} /> : <span className="grow" />}
        <button type="button" className="quiet" aria-label="Zoom in" title="Zoom in (+, or the wheel)" onClick={() => zoom.current?.zoomBy(1.5)}>
          +
        </button>
        <button type="button" className="quiet" aria-label="Zoom out" title="Zoom out (-)" onClick={() => zoom.current?.zoomBy(1 / 1.5)}>
          −
        </button>
        <button type="button" className="quiet" title="Show all states" onClick={() => zoom.current?.fit()}>
          Fit
        </button>
        <button
          type="button"
          className="quiet"
          disabled={!graph || !report || hidden !== ''}
          title="Export all states as SVG"
          onClick={() => graph && report && onSave(stateGraphSvg(graph, path, current, { title, words: extentWords(report) }))}
        >
          Export
        </button>
      </div>
      {graph && !hidden ? (
        <StateGraphView
          graph={graph}
          path={path}
          current={current}
          theme={theme}
          onZoom={(made) => {
            zoom.current = made
          }}
          onState={onState}
        />
      ) : (
        <p className="empty">{hidden || absence(orders)}</p>
      )}
    </section>
  )
}

/** Why there is no picture, and what works instead. */
function absence({ value, context: { report } }: StateGraphPanelProps['orders']): string {
  if (!report) return value === 'searching' ? 'Searching all orders…' : 'There is no program to search.'
  const instead = 'Smaller parameters make a smaller graph; the list of all orders and Find a bug work at any size.'
  if (!report.extent.complete) return `The search is ${extentWords(report)}. ${instead}`
  return `${counted(report.states, 'state')} are more than anybody could follow in a picture: up to ${graphLimit} are drawn. ${instead}`
}

const kinds = Object.keys(stateKindLooks) as StateNode['kind'][]

function Legend({ graph }: { graph: StateGraph }) {
  const present = kinds.map((kind) => ({ kind, count: graph.nodes.filter((node) => node.kind === kind).length })).filter(({ count }) => count > 0)
  return (
    <ul className="states-legend grow" aria-label="Kinds of states">
      {present.map(({ kind, count }) => (
        <li key={kind}>
          <span className={`state-kind ${kind}`} aria-hidden="true">
            {stateKindLooks[kind].letter}
          </span>
          {stateKindLooks[kind].word.split(':')[0]} <span className="soft">{count}</span>
        </li>
      ))}
    </ul>
  )
}
