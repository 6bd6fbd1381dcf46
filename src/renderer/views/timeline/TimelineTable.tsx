import { spanAt } from '../../../core/analysis/spans'
import { durationWords, momentWords } from '../../../core/scenes/clockWords'
import { processGroups } from '../../../core/scenes/timeline/processGroups'
import { spanLabel } from '../../../core/scenes/timeline/spanWords'
import type { TraceIndex } from '../../../core/scenes/traceIndex'
import { ObjectTable } from './ObjectTable'

// a page that can still be read and drawn at once; the command line prints them all
const mostRows = 1000

/** The bars of the timeline as a table, and the objects' rows behind it: the same facts in rows. */
export function TimelineTable({ index, onSeek }: { index: TraceIndex; onSeek: (at: number) => void }) {
  const { clock } = index.trace.header
  const all = index.threads.flatMap((row) =>
    Array.from({ length: Math.min(row.spans.length, mostRows) }, (_, span) => ({ row, span, from: row.spans.from[span] ?? 0 }))
  )
  const groups = processGroups(index.analysis)
  const homeOf = new Map(groups.flatMap(({ threads, name, command }) => [...threads].map((thread) => [thread, { name, command }] as const)))
  const shown = all.toSorted((a, b) => a.from - b.from).slice(0, mostRows)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="timeline-table" tabIndex={0} role="region" aria-label="Timeline as a table">
      {all.length > shown.length ? <p className="soft">The first {mostRows.toLocaleString('en')} rows.</p> : null}
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Length</th>
            {groups.length > 0 ? <th scope="col">Process</th> : null}
            <th scope="col">Thread</th>
            <th scope="col">State</th>
            <th scope="col">Line</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, span, from }) => {
            const { to, line } = spanAt(row.spans, span)
            return (
              <tr key={`${row.thread} ${span}`}>
                <td>
                  <button type="button" className="quiet" onClick={() => onSeek(from)}>
                    {momentWords(clock, from)}
                  </button>
                </td>
                <td>{durationWords(clock, to - from)}</td>
                {groups.length > 0 ? <td title={homeOf.get(row.thread)?.command}>{homeOf.get(row.thread)?.name}</td> : null}
                <td>{row.name}</td>
                <td>{spanLabel(index, row, span).long}</td>
                <td>{line > 0 ? line : ''}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {index.objects.length > 0 ? <ObjectTable index={index} /> : null}
    </div>
  )
}
