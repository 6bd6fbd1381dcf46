import { useState } from 'react'
import { lostShare, type RaceRow, raceWords } from '../../../core/experiments/race'
import type { Experimenting } from '../../session/experimenting'
import { useStore } from '../../session/hooks'
import { NoticeBanner } from '../Banners'
import { ExperimentBar } from './ExperimentBar'

/** The same unlocked counter under every Python of this machine and on the lab's real threads. */
export function RacePage({ experimenting }: { experimenting: Experimenting }) {
  const { going, rows, problem } = useStore(experimenting.store)
  const [repeats, repeat] = useState(5)
  const files = [...new Set(rows.map(({ file }) => file))]
  return (
    <main className="experiment" data-testid="experiment" tabIndex={-1}>
      {problem ? <NoticeBanner notice={{ problem }} onDismiss={() => experimenting.store.change({ problem: null })} /> : null}
      <h2>One counter, every Python</h2>
      <p>
        Two threads add 1 to one number 500,000 times each, without a lock. The language promises any result from 2 to 1,000,000. What comes out depends on
        where an interpreter lets another thread run. Nothing is observed while it runs, so nothing is slowed.
      </p>
      <ExperimentBar
        going={going}
        here={going?.id === 'race'}
        interpreters={null}
        everyone
        chosen={null}
        repeats={repeats}
        onPython={() => {}}
        onRepeats={repeat}
        onStart={() => void experimenting.start('race', null, repeats)}
        onCancel={() => void experimenting.cancel()}
      />
      {files.map((file) => (
        <section key={file} className="panel experiment-result" aria-label={file}>
          <h3>
            {file}: <code>{file === 'counter.py' ? 'counter += 1' : 'counter += one()'}</code>
          </h3>
          <RaceTable rows={rows.filter((row) => row.file === file)} />
        </section>
      ))}
      {rows.length === 0 && going?.id !== 'race' ? <p className="soft">Not run here yet.</p> : null}
    </main>
  )
}

function RaceTable({ rows }: { rows: readonly RaceRow[] }) {
  return (
    <table className="speedup">
      <thead>
        <tr>
          <th scope="col">Where</th>
          <th scope="col" className="bar-head">
            Updates lost (median)
          </th>
          <th scope="col">Share</th>
          <th scope="col">What that says</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const lost = lostShare(row)
          return (
            <tr key={row.engine}>
              <th scope="row">{row.engine}</th>
              <td className="bar-cell">
                <LostBar lost={lost} />
              </td>
              <td>{Number.isNaN(lost) ? '' : `${(lost * 100).toFixed(1)} %`}</td>
              <td className="soft">{raceWords(row)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function LostBar({ lost }: { lost: number }) {
  return (
    <svg className="speedup-bar" aria-hidden="true" width="100%" height="22">
      <rect className="speedup-fill lost" x="0" y="4" height="14" width={`${Number.isNaN(lost) ? 0 : lost * 100}%`} />
    </svg>
  )
}
