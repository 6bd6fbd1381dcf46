import { ownershipRows } from '../../../core/scenes/ownership/ownershipRows'
import type { TraceIndex } from '../../../core/scenes/traceIndex'

// of each object: what can still be read
const mostStretches = 100

/** The rows under the timeline as a table: who held and wanted each object, and how much there was of what nobody holds. */
export function ObjectTable({ index }: { index: TraceIndex }) {
  const rows = ownershipRows(index, { from: 0, to: index.horizon }, mostStretches)
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Object</th>
          <th scope="col">Held, or how much there was</th>
          <th scope="col">Wanted</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ object, name, held, wanted, levels, unknown }) => (
          <tr key={object}>
            <th scope="row">{name}</th>
            <td>{[...levels, ...held, ...unknown].join('; ')}</td>
            <td>{wanted.join('; ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
