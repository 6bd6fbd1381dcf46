import { useMemo } from 'react'
import type { ProcessIndex } from '../../../core/analysis/processes'
import { fileRows } from '../../../core/scenes/processes/fileRows'
import type { ProcessRow } from '../../../core/scenes/processes/processTree'
import type { Moment, ProcessId } from '../../../core/trace/ids'

interface ProcessFilesProps {
  readonly index: ProcessIndex
  readonly row: ProcessRow
  readonly kin: readonly ProcessId[]
  readonly at: Moment
}

/** What a process's file descriptors point to, and with whom it shares them. */
export function ProcessFiles({ index, row, kin, at }: ProcessFilesProps) {
  const look = index.descriptorsAt(row.process, at)
  const files = useMemo(() => (look ? fileRows(index, row.process, kin, at) : null), [look, index, row.process, kin, at])
  return (
    <div className="process-part process-files">
      <h3>Files of {row.process}</h3>
      {files === null || row.ended ? (
        <p className="soft">
          {row.ended
            ? 'It has ended: all its files are closed.'
            : look && !look.read.ok
              ? look.read.problem.what
              : 'Its files were not seen so far: it is too new, or the system forbids looking at it.'}
        </p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        <div className="process-scroll" tabIndex={0} role="region" aria-label={`File descriptors of process ${row.process}`}>
          <table>
            <thead>
              <tr>
                <th scope="col" title="File descriptor">
                  Nr.
                </th>
                <th scope="col">Points to</th>
                <th scope="col">For</th>
                <th
                  scope="col"
                  title="At the same place of the same file as a relative: after fork both have one offset. That the places agree is a sign of it, not a proof."
                >
                  Together with
                </th>
              </tr>
            </thead>
            <tbody>
              {files.map((file) => (
                <tr key={file.number}>
                  <td className="mono">{file.number}</td>
                  <th scope="row" title={file.target}>
                    {file.what === 'file' ? null : <span className="soft">{file.what} </span>}
                    <span className="mono">{tail(file.target)}</span>
                    {file.place === '' ? null : <span className="soft"> {file.place}</span>}
                  </th>
                  <td>{file.mode === 'read and write' ? 'both' : file.mode}</td>
                  <td className={file.links.length > 0 ? 'linked' : ''}>{file.links.join('; ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

/** The end of a path, which tells files apart. */
const tail = (path: string): string => (path.length > 34 ? `…${path.slice(-33)}` : path)
