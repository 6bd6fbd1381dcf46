import { type ReactNode, useMemo, useState } from 'react'
import { foldable, folded, type Opened } from '../../core/scenes/timeline/folding'
import type { Theme } from '../../core/scenes/look/tokens'
import type { TraceIndex } from '../../core/scenes/traceIndex'
import type { ProcessId } from '../../core/trace/ids'
import type { Lanes } from './pageProps'
import { Timeline } from './timeline/Timeline'
import { TimelineTable } from './timeline/TimelineTable'

interface TimelinePanelProps {
  /** The panel's name, or the choice of what stands in its place. */
  readonly heading: ReactNode
  readonly index: TraceIndex | null
  readonly cursor: number
  readonly theme: Theme
  readonly height: number
  readonly lanes: Lanes
  readonly snaps: boolean
  /** What to do when there is nothing to draw. */
  readonly empty: string
  readonly onSeek: (at: number) => void
}

/** The timeline's region: its own small bar, and the picture or the table. */
export function TimelinePanel({ heading, index: whole, cursor, theme, height, lanes, snaps, empty, onSeek }: TimelinePanelProps) {
  const { control, table } = lanes
  const [opened, open] = useState<Opened>({ tasks: false, objects: false })
  const index = useMemo(() => (whole ? folded(whole, opened) : null), [whole, opened])
  function fold(process: ProcessId): void {
    const closed = new Set(opened.closed)
    if (!closed.delete(process)) closed.add(process)
    open({ ...opened, closed })
  }

  return (
    <section className="panel timeline" data-testid="timeline" aria-label="Timeline" style={{ flexBasis: height, flexGrow: 0, flexShrink: 0 }}>
      <div className="timeline-bar">
        {heading}
        <span className="grow" />
        {whole ? <Folds index={whole} opened={opened} onOpen={open} /> : null}
        <button type="button" className="quiet" aria-label="Zoom in" title="Zoom in (W, or Ctrl with the wheel)" onClick={() => control.zoom(1.5)}>
          +
        </button>
        <button type="button" className="quiet" aria-label="Zoom out" title="Zoom out (S)" onClick={() => control.zoom(1 / 1.5)}>
          −
        </button>
        <button type="button" className="quiet" title="Show the whole run (F)" onClick={() => control.fit()}>
          Fit
        </button>
        <button type="button" className="quiet" aria-pressed={table} title="The same as a table (T)" onClick={lanes.onTable}>
          {table ? 'Picture' : 'Table'}
        </button>
        <button type="button" className="quiet" disabled={!index} title="Export the figure as SVG (Ctrl+E)" onClick={lanes.onExport}>
          Export
        </button>
      </div>
      {index === null ? <p className="empty">{empty}</p> : null}
      {index && table ? <TimelineTable index={index} onSeek={onSeek} /> : null}
      {index && !table ? <Timeline index={index} cursor={cursor} theme={theme} control={control} snaps={snaps} onSeek={onSeek} onFold={fold} /> : null}
    </section>
  )
}

/** What is folded because there is so much of it, to be opened. */
function Folds({ index, opened, onOpen }: { index: TraceIndex; opened: Opened; onOpen: (opened: Opened) => void }) {
  const { tasks, objects } = foldable(index)
  return (
    <>
      {tasks > 0 ? (
        <button type="button" className="quiet" aria-pressed={opened.tasks} onClick={() => onOpen({ ...opened, tasks: !opened.tasks })}>
          {opened.tasks ? 'Fold tasks' : `Open ${tasks.toLocaleString('en')} tasks`}
        </button>
      ) : null}
      {objects > 0 ? (
        <button
          type="button"
          className="quiet"
          aria-pressed={opened.objects}
          title="Shown are those that were waited for most"
          onClick={() => onOpen({ ...opened, objects: !opened.objects })}
        >
          {opened.objects ? 'Fold locks' : `All ${objects.toLocaleString('en')} locks`}
        </button>
      ) : null}
    </>
  )
}
