import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { momentWords } from '../../../core/scenes/clockWords'
import { kinOf } from '../../../core/scenes/processes/kin'
import { type ProcessRow, processTrees } from '../../../core/scenes/processes/processTree'
import { processesSvg } from '../../../core/scenes/processes/processesSvg'
import type { TraceIndex } from '../../../core/scenes/traceIndex'
import { moment, type ProcessId } from '../../../core/trace/ids'
import { absenceWords } from './absenceWords'
import { ProcessFiles } from './ProcessFiles'
import { ProcessList } from './ProcessList'
import { ProcessMemory } from './ProcessMemory'

interface ProcessesPanelProps {
  /** The panel's name, or the choice of what stands in its place. */
  readonly heading: ReactNode
  /** Null when nothing has run yet. */
  readonly index: TraceIndex | null
  readonly cursor: number
  readonly height: number
  readonly onSeek: (at: number) => void
  /** Saves an SVG figure; asks where. */
  readonly onSave: (svg: string) => void
}

/**
 * The processes of a run at the time cursor.
 *
 *   who there is, by parent │ memory of the chosen one │ its files
 *   threads of the chosen   │ blocks, and pages        │
 */
export function ProcessesPanel({ heading, index, cursor, height, onSeek, onSave }: ProcessesPanelProps) {
  const [chosen, choose] = useState<ProcessId | null>(null)
  const [block, chooseBlock] = useState<string | null>(null)
  const processes = index?.analysis.processes() ?? null
  const header = index?.trace.header ?? null
  // between two looks nothing is drawn again; and a crowd is drawn when the time cursor has moved, which nobody has to wait for
  const at = useDeferredValue(processes?.changedBy(moment(cursor)) ?? moment(cursor))
  const treeAt = useMemo(() => (processes && header ? processTrees(processes, header) : () => nobody), [processes, header])
  const rows = useMemo(() => treeAt(at), [treeAt, at])
  const row = rows.find(({ process }) => process === chosen) ?? rows[0]
  const kin = useMemo(() => (processes && row ? kinOf(processes.lives, row.process) : []), [processes, row])
  const looks = useMemo(() => (processes && row ? processes.looksAt(new Set([row.process, ...kin])) : []), [processes, row, kin])
  const absence = absenceWords(index)
  return (
    <section className="panel timeline" data-testid="processes" aria-label="Processes" style={{ flexBasis: height, flexGrow: 0, flexShrink: 0 }}>
      <div className="timeline-bar">
        {heading}
        <span className="grow soft last-line">{index && absence === '' ? lastLine(index, cursor) : ''}</span>
        {absence === '' ? <Looks looks={looks} cursor={cursor} words={(seen) => (header ? momentWords(header.clock, seen) : '')} onSeek={onSeek} /> : null}
        <button
          type="button"
          className="quiet"
          disabled={!index || !row || absence !== ''}
          title="Export what is seen here as SVG"
          onClick={() => index && row && onSave(processesSvg(index, at, row.process, { block }))}
        >
          Export
        </button>
      </div>
      {absence !== '' || !processes || !row || !index ? (
        <p className="empty">{absence}</p>
      ) : (
        <div className="processes">
          <ProcessList rows={rows} chosen={row} onChoose={choose} />
          <ProcessMemory index={processes} row={row} kin={kin} at={at} chosen={block} onChoose={chooseBlock} onSeek={onSeek} />
          <ProcessFiles index={processes} row={row} kin={kin} at={at} />
        </div>
      )}
    </section>
  )
}

const nobody: readonly ProcessRow[] = []

/** What was printed last: programs say in words what the picture shows. */
function lastLine({ analysis }: TraceIndex, cursor: number): string {
  const line = analysis.output().findLast(({ at }) => at <= cursor)
  return line === undefined ? '' : `Last line: ${line.text}`
}

interface LooksProps {
  readonly looks: readonly number[]
  readonly cursor: number
  readonly words: (at: number) => string
  readonly onSeek: (at: number) => void
}

/** Between two looks nothing is known: these go from one to the next. */
function Looks({ looks, cursor, words, onSeek }: LooksProps) {
  const before = looks.findLast((at) => at < cursor)
  const after = looks.find((at) => at > cursor)
  const last = looks.findLast((at) => at <= cursor)
  return (
    <>
      <span className="soft nowrap" data-testid="looked">
        {last === undefined ? 'not looked at so far' : `as seen at ${words(last)}`}
      </span>
      <button
        type="button"
        className="quiet"
        disabled={before === undefined}
        title="To the look before: the last moment at which something of this process, its parent or children was seen to have changed"
        onClick={() => before !== undefined && onSeek(before)}
      >
        Look before
      </button>
      <button
        type="button"
        className="quiet"
        disabled={after === undefined}
        title="To the next look at this process, its parent or its children that found something new"
        onClick={() => after !== undefined && onSeek(after)}
      >
        Next look
      </button>
    </>
  )
}
