import { momentWords } from '../../core/scenes/clockWords'
import type { Theme } from '../../core/scenes/look/tokens'
import { recordingCostWords } from '../../core/scenes/recordingCostWords'
import type { TraceIndex } from '../../core/scenes/traceIndex'
import type { Session } from '../session/session'
import type { SessionState } from '../session/sessionState'
import { RunCost } from './RunCost'
import { ScheduleStrip } from './ScheduleStrip'
import { Transport } from './Transport'

interface TransportRowProps {
  readonly session: Session
  readonly state: SessionState
  readonly index: TraceIndex | null
  readonly cursor: number
  readonly playing: boolean
  readonly theme: Theme
  /** Whether the stepped run is on screen. */
  readonly byHand: boolean
}

/** The time cursor's buttons and, for a stepped run, the steps taken so far. */
export function TransportRow({ session, state, index, cursor, playing, theme, byHand }: TransportRowProps) {
  const { context } = session.transport.getSnapshot()
  const { model } = state
  const clock = index?.trace.header.clock ?? { unit: 'steps' }
  const where = byHand
    ? `step ${cursor} of ${context.end}`
    : index
      ? `${momentWords(clock, cursor)} of ${momentWords(clock, context.end).replace('step ', '')}`
      : ''
  return (
    <div className="transport-row">
      <Transport
        where={where}
        playing={playing}
        atStart={cursor <= 0}
        atEnd={cursor >= context.end}
        canPlay={index !== null && (context.end > 0 || context.grows)}
        speed={context.speed}
        onFirst={() => session.seek(0)}
        onBack={session.back}
        onPlay={() => session.transport.send({ type: 'toggle' })}
        onStep={session.forward}
        onLast={() => session.seek(context.end)}
        onSpeed={(speed) => session.transport.send({ type: 'speed', speed })}
      />
      {byHand && model ? (
        <ScheduleStrip
          steps={model.steps}
          position={cursor}
          scheduler={state.scheduler}
          seed={state.seed}
          theme={theme}
          canRedo={session.canRedo()}
          onSeek={session.seek}
          onSchedule={session.runSchedule}
          onScheduler={session.chooseScheduler}
          onReset={session.reset}
          onRedo={session.redo}
        />
      ) : null}
      {byHand ? null : <Cost session={session} state={state} />}
    </div>
  )
}

/** What recording the run on screen took, one that was just made or one that was opened. */
function Cost({ session, state: { opened, engine, runs } }: Pick<TransportRowProps, 'session' | 'state'>) {
  const run = engine === 'simulator' ? null : runs[engine]
  if (opened !== null) return <span className="run-cost soft">{recordingCostWords(opened.trace)}</span>
  return run && <RunCost run={run} onCompare={() => void session.compare()} onCancel={() => void session.cancelComparison()} />
}
