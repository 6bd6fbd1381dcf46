import type { FindingRow } from '../../../core/scenes/orders/orderRows'
import { ReplayBoth } from './Replay'

const titles: Record<FindingRow['kind'], string> = {
  deadlock: 'Deadlock',
  failure: 'Failure',
  livelock: 'Livelock',
  starvation: 'Starvation',
  race: 'Data race'
}

/** Everything bad that some order leads to. */
export function FindingList({ rows, onReplay }: { rows: readonly FindingRow[]; onReplay: (schedule: string) => void }) {
  if (rows.length === 0) return null
  return (
    <ul className="findings-list" aria-label="What can go wrong">
      {rows.map((row) => (
        <li key={`${row.kind} ${row.words}`}>
          <div className="grow">
            <strong className="bad">{titles[row.kind]}</strong> {row.way ? <span className="soft">({row.way})</span> : null}
            <div className="finding-words">{row.words}</div>
            {row.tooLate ? <div className="soft">{row.tooLate}</div> : null}
          </div>
          <ReplayBoth what={`${titles[row.kind]}: ${row.words}`} schedule={row.schedule} shorter={row.shorter} onReplay={onReplay} />
        </li>
      ))}
    </ul>
  )
}
