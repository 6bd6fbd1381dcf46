import { useEffect, useState } from 'react'
import { lossWords } from '../../../core/scenes/lossWords'
import { isAlive, isKept, type RealRun } from '../../session/realRun'
import type { RecordState } from '../../session/recordState'
import type { RecordActions } from '../../session/recording'
import { Icon } from '../../widgets/Icon'
import { RunCost } from '../RunCost'
import { clockWords, sizeWords, stageWords } from './recordWords'

interface RecordBarProps {
  readonly record: RecordState
  readonly run: RealRun
  readonly actions: RecordActions
  readonly onAnother: () => void
  readonly onCancelComparison: () => void
}

/** A recording that goes on or is over: its figures, and what can be done with it. */
export function RecordBar({ record, run, actions, onAnother, onCancelComparison }: RecordBarProps) {
  const alive = isAlive(run)
  return (
    <section className="record-bar panel" data-testid="record-bar" aria-label="Recording">
      <Figures record={record} run={run} />
      <div className="record-buttons">
        {alive ? (
          <>
            <button
              type="button"
              className="danger"
              disabled={run.stage === 'stopping'}
              title="Ask it to end; after 3 s it is made to (Ctrl+.)"
              onClick={() => void actions.stop()}
            >
              <Icon name="stop" /> Stop
            </button>
            <button type="button" className="danger" title="End it now, with all its processes (Ctrl+Shift+K)" onClick={() => void actions.kill()}>
              Kill
            </button>
            <button type="button" title="Put a mark into the recording (M)" onClick={() => void actions.mark()}>
              Mark{record.marks > 0 ? ` (${record.marks})` : ''}
            </button>
            <button type="button" aria-pressed={record.follow} title="Keep the time cursor at the newest event (V)" onClick={actions.follow}>
              {record.follow ? 'Following' : 'Jump to live'}
            </button>
          </>
        ) : (
          <>
            <button type="button" className="primary" title="Record the same again (Ctrl+R)" onClick={() => void actions.start()}>
              <Icon name="play" /> Record again
            </button>
            <button type="button" disabled={!isKept(run)} title="Save this recording (Ctrl+S)" onClick={() => void actions.save()}>
              <Icon name="save" /> {run.saved ? 'Save again' : 'Save'}
            </button>
            <button type="button" onClick={onAnother}>
              Record something else
            </button>
          </>
        )}
        <span className="grow" role="status">
          {stageWords(run)}
        </span>
      </div>
      {run.trace !== null && run.losses.length > 0 ? (
        <p className="record-loss" role="status">
          {lossWords(run.trace.header.clock, run.losses)}: the recording is not whole there.
        </p>
      ) : null}
      {run.unwritten === null ? null : (
        <p className="record-loss" role="alert">
          {run.unwritten.what} {run.unwritten.try}
        </p>
      )}
      <RunCost run={run} onCompare={() => void actions.compare()} onCancel={onCancelComparison} />
    </section>
  )
}

function Figures({ record, run }: { record: RecordState; run: RealRun }) {
  const now = useNow(isAlive(run))
  const ms = run.ended?.elapsedMs ?? Math.max(0, now - record.begun)
  const rate = ms > 0 ? Math.round(run.events / (ms / 1000)) : 0
  // a recording process that was killed could not count them at its end
  const missing = Math.max(
    run.ended?.dropped ?? 0,
    run.losses.reduce((sum, { count }) => sum + count, 0)
  )
  const figures = [
    ['events', run.events.toLocaleString('en')],
    ['events/s', rate.toLocaleString('en')],
    ['dropped', missing.toLocaleString('en')],
    ['size', sizeWords(run.bytes)],
    ...(record.marks > 0 ? [['marks', String(record.marks)]] : [])
  ]
  return (
    <div className="record-figures">
      <strong className={isAlive(run) ? 'rec live' : 'rec'}>{isAlive(run) ? 'REC' : 'Recorded'}</strong>
      <span className="record-clock">{clockWords(ms)}</span>
      <span className="record-name mono">{record.name}</span>
      {figures.map(([name, value]) => (
        <span key={name}>
          <span className="soft">{name}</span> {value}
        </span>
      ))}
    </div>
  )
}

/** The clock, ten times a second while something goes on. */
function useNow(runs: boolean): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    if (!runs) return undefined
    const timer = setInterval(() => setNow(performance.now()), 100)
    return () => clearInterval(timer)
  }, [runs])
  return now
}
