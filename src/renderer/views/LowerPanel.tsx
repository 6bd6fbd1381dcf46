import { type ReactNode, useMemo } from 'react'
import type { SnapshotFrom } from 'xstate'
import { statePath } from '../../core/scenes/orders/statePath'
import type { Theme } from '../../core/scenes/look/tokens'
import type { TraceIndex } from '../../core/scenes/traceIndex'
import type { Model } from '../session/model'
import type { searchMachine } from '../session/searchMachine'
import { Segmented } from '../widgets/Segmented'
import { ProcessesPanel } from './processes/ProcessesPanel'
import { ProgressPanel } from './progress/ProgressPanel'
import { StateGraphPanel } from './states/StateGraphPanel'

const pages = [
  { value: 'timeline', text: 'Timeline' },
  { value: 'states', text: 'State graph' },
  { value: 'progress', text: 'Progress graph' },
  { value: 'processes', text: 'Processes' }
] as const

/** What the lower part can show. */
export type LowerPage = (typeof pages)[number]['value']

interface LowerPanelProps {
  readonly shown: LowerPage
  readonly onShow: (page: LowerPage) => void
  readonly orders: SnapshotFrom<typeof searchMachine>
  readonly hidden: string
  /** The stepped run; null when a real one is on screen. */
  readonly model: Model | null
  /** Null when nothing has run yet. */
  readonly index: TraceIndex | null
  readonly cursor: number
  readonly theme: Theme
  readonly height: number
  /** The timeline under the given heading. */
  readonly renderTimeline: (heading: ReactNode) => ReactNode
  readonly onSeek: (position: number) => void
  readonly onSchedule: (schedule: string) => void
  /** The program's name, for figures. */
  readonly title: string
  /** Saves an SVG figure; `part`: what it shows, for the file's name. */
  readonly onSave: (svg: string, part: string) => void
}

const noSteps: readonly string[] = []

/** The lower part of the window: the run over time, all states that the program can come to, the steps of one thread against those of another, or its processes. */
export function LowerPanel({
  shown,
  onShow,
  orders,
  hidden,
  model,
  index,
  cursor,
  theme,
  height,
  renderTimeline,
  onSeek,
  onSchedule,
  title,
  onSave
}: LowerPanelProps) {
  const { graph, report, old } = orders.context
  const steps = model?.steps ?? noSteps
  const path = useMemo(() => (graph && model ? statePath(graph, steps) : []), [graph, model, steps])
  const heading = <Segmented label="What the lower part shows" value={shown} options={pages} onChange={onShow} />
  if (shown === 'timeline') return renderTimeline(heading)
  if (shown === 'processes')
    return <ProcessesPanel heading={heading} index={index} cursor={cursor} height={height} onSeek={onSeek} onSave={(svg) => onSave(svg, 'processes')} />
  if (shown === 'progress')
    return (
      <ProgressPanel
        heading={heading}
        model={model}
        report={old ? null : report}
        hidden={hidden}
        cursor={cursor}
        theme={theme}
        height={height}
        onSeek={onSeek}
        title={title}
        onSave={(svg) => onSave(svg, 'progress')}
      />
    )
  return (
    <StateGraphPanel
      heading={heading}
      orders={orders}
      path={path}
      current={path[cursor] ?? null}
      hidden={hidden}
      theme={theme}
      height={height}
      title={title}
      onSave={(svg) => onSave(svg, 'states')}
      onState={(state) => {
        const at = path.indexOf(state)
        // a state of the run on screen is gone to along it; to another one leads the shortest way
        if (at >= 0) onSeek(at)
        else onSchedule(graph?.nodes[state]?.shortest ?? '')
      }}
    />
  )
}
