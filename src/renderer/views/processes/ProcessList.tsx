import { memo, useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import type { ProcessRow } from '../../../core/scenes/processes/processTree'
import { type ProcessId, processId } from '../../../core/trace/ids'

interface ProcessListProps {
  readonly rows: readonly ProcessRow[]
  readonly chosen: ProcessRow
  readonly onChoose: (process: ProcessId) => void
}

/** So many that have ended are shown among the living. */
const few = 6

/** Who there is, children under their parents; of the chosen one its threads. */
export const ProcessList = memo(function ProcessList({ rows, chosen, onChoose }: ProcessListProps) {
  const [all, showAll] = useState(false)
  const ended = rows.filter((row) => row.ended && row !== chosen).length
  const shown = all || ended <= few ? rows : rows.filter((row) => !row.ended || row === chosen)
  return (
    <div className="process-part process-who">
      <h3>
        {rows.length === 1 ? '1 process' : `${rows.length} processes`}{' '}
        {ended > few ? (
          <button type="button" className="quiet" aria-pressed={all} onClick={() => showAll(!all)}>
            {all ? 'Hide' : 'Show'} {ended} that have ended
          </button>
        ) : null}
      </h3>
      <ListBox
        aria-label="Processes, children behind their parents"
        className="process-list"
        items={shown}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[String(chosen.process)]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys]
          if (key !== undefined) onChoose(processId(Number(key)))
        }}
      >
        {(row) => (
          <ListBoxItem
            id={String(row.process)}
            textValue={row.name}
            aria-label={row.spoken}
            className={`process-row${row.ended ? ' ended' : ''}`}
            style={{ paddingLeft: 8 + 16 * Math.min(row.depth, 8) }}
          >
            <span className="process-name" title={row.command}>
              {row.depth > 0 ? <span className="soft">└ </span> : null}
              <span className="mono">{row.process}</span> {row.name}
            </span>
            <span className="soft process-words">{row.words}</span>
          </ListBoxItem>
        )}
      </ListBox>
      {chosen.threads.length > 0 ? <Threads row={chosen} /> : null}
    </div>
  )
})

function Threads({ row }: { row: ProcessRow }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="process-threads" tabIndex={0} role="region" aria-label={`Threads of process ${row.process}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Thread</th>
            <th scope="col">State</th>
            <th scope="col" title="Time on a processor so far">
              CPU
            </th>
            <th scope="col" title="Context switches so far: it gave its processor away + it was taken from it">
              Switches
            </th>
          </tr>
        </thead>
        <tbody>
          {row.threads.map((thread) => (
            <tr key={thread.id}>
              <th scope="row">
                <span className="mono soft">{thread.id}</span> {thread.name}
              </th>
              <td>{thread.state}</td>
              <td>{thread.cpu}</td>
              <td>{thread.switches}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
