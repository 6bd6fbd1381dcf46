import { useCallback, useMemo, useRef, useState } from 'react'
import { windowMetrics } from '../../core/scenes/look/metrics'
import type { Theme } from '../../core/scenes/look/tokens'
import type { TraceIndex } from '../../core/scenes/traceIndex'
import { waitForGraph } from '../../core/scenes/waitFor/waitForGraph'
import { waitForScene } from '../../core/scenes/waitFor/waitForScene'
import { moment } from '../../core/trace/ids'
import { paintShapes, type Surface } from '../paint/paintShapes'
import { useCanvas } from '../paint/useCanvas'
import { canvasMeasure } from '../widgets/canvasMeasure'
import { Icon } from '../widgets/Icon'
import { useSize } from '../widgets/useSize'

interface WaitForProps {
  /** Null when nothing has run yet. */
  readonly index: TraceIndex | null
  readonly cursor: number
  readonly theme: Theme
}

/** Who waits for whom at the time cursor: drawn, and in words. */
export function WaitFor({ index, cursor, theme }: WaitForProps) {
  const [kind, setKind] = useState<'resources' | 'threads'>('resources')
  const graph = index ? waitForGraph(index, moment(cursor), kind) : null
  const head = useRef<HTMLElement>(null)
  const { width } = useSize(head)
  const isShort = graph?.cycles.length === 1 && graph.cycles.every((cycle) => fitsTwoLines(cycle, width))
  return (
    <section className="panel graph" data-testid="graph" aria-label="Wait-for graph">
      <header ref={head}>
        <h2>Wait-for graph</h2>
        <span className="grow" />
        <button
          type="button"
          className="quiet"
          aria-pressed={kind === 'threads'}
          title="Threads only, or threads and locks"
          onClick={() => setKind(kind === 'threads' ? 'resources' : 'threads')}
        >
          {kind === 'threads' ? 'Show locks' : 'Threads only'}
        </button>
      </header>
      {graph?.cycles.map((cycle, at) => (
        <p key={cycle} className="cycle-words bad" title={cycle}>
          <Icon name="warning" /> {isShort ? cycle : graph.signs[at]}
        </p>
      ))}
      {index && index.layout.nodes.length > 0 ? (
        <GraphCanvas index={index} cursor={cursor} theme={theme} kind={kind} />
      ) : (
        <p className="soft">Nobody holds or waits for anything in this run so far.</p>
      )}
      <ul className="visually-hidden" aria-label="Who holds and who waits">
        {graph?.edges.map((edge) => (
          <li key={`${edge.from} ${edge.to} ${edge.title}`}>{edge.title}</li>
        ))}
      </ul>
    </section>
  )
}

/** Names of a long ring, or of several, would take the picture's room: then they are told by the signs that stand in the picture. */
const fitsTwoLines = (words: string, width: number): boolean => canvasMeasure(words, 13) < 2 * width - 70

function GraphCanvas({ index, cursor, theme, kind }: WaitForProps & { index: TraceIndex; kind: 'resources' | 'threads' }) {
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(box)
  const metrics = windowMetrics(theme.name).roomy
  const scene = useMemo(
    () => waitForScene(index, cursor, { width, height, kind, metrics, measure: canvasMeasure }),
    [index, cursor, width, height, kind, metrics]
  )
  const paint = useCallback((surface: Surface) => paintShapes(surface, scene.shapes), [scene])
  const canvas = useCanvas(theme, width, height, paint)
  return (
    <div className="graph-box" ref={box}>
      <canvas ref={canvas} aria-hidden="true" style={{ width, height }} />
    </div>
  )
}
