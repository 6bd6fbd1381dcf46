import { counted } from '../../../core/scenes/counted'
import type { OutcomeRow } from '../../../core/scenes/orders/orderRows'
import { ReplayBoth } from './Replay'

// more rows than these nobody reads, and they would cost more to draw than to find
const mostRows = 100

interface OutcomeTableProps {
  readonly rows: readonly OutcomeRow[]
  /** Whether every order was searched: else there may be more. */
  readonly complete: boolean
  readonly onReplay: (schedule: string) => void
}

/** Every result that finished runs come to, with how often where that was counted. */
export function OutcomeTable({ rows, complete, onReplay }: OutcomeTableProps) {
  if (rows.length === 0) return null
  const often = rows.some(({ schedules }) => schedules !== '')
  return (
    <table className="outcomes">
      <caption>{captionOf(rows.length, complete)}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Result and how to get there</th>
          {often ? <th scope="col">How often</th> : null}
          <th scope="col">Replay</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, mostRows).map((row) => (
          <tr key={`${row.words} ${row.more}`}>
            <th scope="row">
              <div className="mono result" title={row.words}>
                {row.words}
              </div>
              <div className="soft">{[row.more, row.way].filter((part) => part !== '').join('; ')}</div>
            </th>
            {often ? <Often row={row} /> : null}
            <td>
              <ReplayBoth what={`result ${row.words}`} schedule={row.schedule} shorter={row.shorter} onReplay={onReplay} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function captionOf(count: number, complete: boolean): string {
  if (count === 1 && complete) return 'The only result'
  const all = `${counted(count, 'result')}${complete ? '' : ' so far'}`
  return count > mostRows ? `${all}, of which the first ${mostRows}` : all
}

/** How many schedules end so, and how probable that is; two questions with two answers. */
function Often({ row: { schedules, chance } }: { row: OutcomeRow }) {
  return (
    <td className="often">
      <div title="Of all schedules, each counted once">{schedules}</div>
      <div className="soft" title="Under a scheduler that picks at random at every step">
        {chance ? `${chance} at random` : ''}
      </div>
    </td>
  )
}
