import type { SnapshotFrom } from 'xstate'
import { noTurnWords, turnPlace, turnResult } from '../../../core/scenes/orders/turnWords'
import type { FollowedRun } from '../../session/sessionState'
import type { searchMachine } from '../../session/searchMachine'
import { Replay } from './Replay'

interface RunTurnsProps {
  readonly followed: FollowedRun
  readonly turns: SnapshotFrom<typeof searchMachine>
  readonly onReplay: (schedule: string) => void
}

/** What other orders of the person's own run come to, and where they part from it. */
export function RunTurns({ followed, turns, onReplay }: RunTurnsProps) {
  const { report, broken } = turns.context
  return (
    <section className="run-turns" data-testid="turns" aria-label="Other orders of your run">
      <h3>Other orders of your run</h3>
      <div className="own-run">
        <span className="soft grow">In the model: {followed.words}.</span>
        <Replay what="your run in the model" schedule={followed.schedule} onReplay={onReplay} />
      </div>
      {broken ? <p className="bad">The search broke: {broken}</p> : null}
      {report === null && !broken ? <p className="soft">Searching…</p> : null}
      {report !== null && report.turns === null && turns.value !== 'searching' ? <p>There are too many orders to say where others part from it.</p> : null}
      {report?.turns?.length === 0 ? <p>In the model {noTurnWords(report, followed)}.</p> : null}
      <ul className="findings-list" aria-label="Where other orders part from your run">
        {report?.turns?.map((turn) => (
          <li key={`${turn.behind} ${turnResult(turn.what)}`}>
            <div className="grow">
              <strong className={turn.what.to === 'outcome' ? '' : 'bad'}>Another order {turnResult(turn.what)}</strong>
              <div className="soft">{turnPlace(turn)}</div>
            </div>
            <Replay what={`another order that ${turnResult(turn.what)}`} schedule={turn.schedule} onReplay={onReplay} />
          </li>
        ))}
      </ul>
    </section>
  )
}
