import type { RecordState } from '../../session/recordState'
import type { RecordActions } from '../../session/recording'

/** Recordings of this session that another one took the place of: they can still be saved. */
export function PastRecordings({ record, actions }: { record: RecordState; actions: RecordActions }) {
  if (record.past.length === 0) return null
  return (
    <section className="panel" aria-label="Earlier recordings of this session">
      <h2>Earlier in this session</h2>
      <ul>
        {record.past.map(({ run, name, words, saved }) => (
          <li key={run} className="record-row">
            <span className="mono">{name}</span> <span className="soft">{words}</span>
            <button type="button" onClick={() => void actions.savePast(run)}>
              {saved ? 'Save again…' : 'Save…'}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
