import { lossWords } from '../../core/scenes/lossWords'
import type { ProgramEngine } from '../../core/trace/header'
import type { Interpreter } from '../../preload/contract'
import { endingOf, isAlive, isKept, type RealRun } from '../session/realRun'
import type { RunOptions } from '../session/sessionState'
import { Icon } from '../widgets/Icon'
import { Segmented } from '../widgets/Segmented'

interface EngineBarProps {
  readonly engine: ProgramEngine
  /** The program is a model: nothing but steps by hand. */
  readonly model: boolean
  /** Name of the recording that is open instead; null when a program is. */
  readonly opened: string | null
  readonly run: RealRun | null
  readonly options: RunOptions
  readonly interpreters: readonly Interpreter[] | null
  readonly canRun: boolean
  /** Why it cannot run; empty when it can. */
  readonly hindrance: string
  /** The program was edited since it ran. */
  readonly outdated: boolean
  readonly onEngine: (engine: ProgramEngine) => void
  readonly onOptions: (part: Partial<RunOptions>) => void
  readonly onRun: () => void
  readonly onStop: () => void
  readonly onKill: () => void
  readonly onSave: () => void
}

const enginesFor = (model: boolean) =>
  [
    { value: 'simulator', text: 'By hand' },
    { value: 'threads', text: 'Real threads', disabled: model },
    { value: 'python', text: 'Python', disabled: model }
  ] as const

const modelWords = 'You are the scheduler: a line is a step. Real threads and Python run Python files; a model (.prog) is stepped and searched.'

/** Which of the three engines runs the program, and how. */
export function EngineBar(props: EngineBarProps) {
  const { engine, opened, model } = props
  if (opened !== null) {
    return (
      <div className="engine-bar" data-testid="engine" role="group" aria-label="Engine">
        <span>
          Recording <strong>{opened}</strong>
        </span>
        <button type="button" title="Leave the recording and work with its program" onClick={() => props.onEngine('simulator')}>
          Step its program by hand
        </button>
      </div>
    )
  }
  return (
    <div className="engine-bar" data-testid="engine" role="group" aria-label="Engine">
      <Segmented label="Engine" value={engine} options={enginesFor(model)} onChange={props.onEngine} />
      {engine === 'simulator' ? (
        <span className="soft hint">{model ? modelWords : 'You are the scheduler. Model: sequential consistency, one shared access a step.'}</span>
      ) : (
        <RealControls {...props} />
      )}
    </div>
  )
}

function RealControls(props: EngineBarProps) {
  const { engine, run, options, interpreters, hindrance } = props
  const alive = isAlive(run)
  const words = hindrance || `${run?.trace && props.outdated ? 'Of the text before your last edit. ' : ''}${stageWords(run)}`
  return (
    <>
      {engine === 'python' ? (
        <InterpreterChoice interpreters={interpreters} chosen={options.python} disabled={alive} onChoose={(python) => props.onOptions({ python })} />
      ) : null}
      <label>
        <span className="visually-hidden">What is recorded</span>
        <select
          value={options.detail}
          disabled={alive}
          title="Recording every shared access costs time on each; synchronisation only is cheaper"
          onChange={(event) => props.onOptions({ detail: event.target.value === 'sync' ? 'sync' : 'access' })}
        >
          <option value="access">every shared access</option>
          <option value="sync">locks and threads only</option>
        </select>
      </label>
      {engine === 'python' && options.detail === 'access' ? (
        <label>
          <span className="visually-hidden">How accesses are observed</span>
          <select
            value={options.observe}
            disabled={alive}
            title="Faithful changes nothing; stress adds one call inside each read and write, so that a switch can fall between them"
            onChange={(event) => props.onOptions({ observe: event.target.value === 'stress' ? 'stress' : 'faithful' })}
          >
            <option value="faithful">faithful</option>
            <option value="stress">stress</option>
          </select>
        </label>
      ) : null}
      {alive ? (
        <>
          <button type="button" className="danger" disabled={run?.stage === 'stopping'} onClick={props.onStop}>
            <Icon name="stop" /> {run?.stage === 'stopping' ? 'Stopping…' : 'Stop'}
          </button>
          <button type="button" className="danger" title="End it at once, with all its processes" onClick={props.onKill}>
            Kill
          </button>
        </>
      ) : (
        <button type="button" className="primary" disabled={!props.canRun} title="Run the program for real (Ctrl+R)" onClick={props.onRun}>
          <Icon name="play" /> Run
        </button>
      )}
      {isKept(run) ? (
        <button type="button" title="Save this recording" onClick={props.onSave}>
          <Icon name="save" /> {run.saved ? 'Save again' : 'Save recording'}
        </button>
      ) : null}
      <span className="soft hint" role="status" title={words}>
        {words}
      </span>
    </>
  )
}

interface InterpreterChoiceProps {
  readonly interpreters: readonly Interpreter[] | null
  readonly chosen: string | null
  readonly disabled: boolean
  readonly onChoose: (path: string) => void
}

function InterpreterChoice({ interpreters, chosen, disabled, onChoose }: InterpreterChoiceProps) {
  if (interpreters === null) return <span className="soft">Looking for Pythons…</span>
  const usable = interpreters.filter((each) => each.refused === null)
  if (usable.length === 0) return null
  return (
    <label>
      <span className="visually-hidden">Interpreter</span>
      <select
        className="interpreter"
        value={chosen ?? usable[0]?.path ?? ''}
        disabled={disabled}
        title="Interpreter"
        onChange={(event) => onChoose(event.target.value)}
      >
        {interpreters.map((each) => (
          <option key={each.path} value={each.path} disabled={each.refused !== null} title={each.refused ?? each.path}>
            {each.implementation} {each.version}
            {each.refused === null ? '' : ` (${each.refused})`}
          </option>
        ))}
      </select>
    </label>
  )
}

/** What is missing so far, with a comma before it; empty when nothing is. */
function missingIn({ trace, losses }: RealRun): string {
  return trace === null || losses.length === 0 ? '' : `, ${lossWords(trace.header.clock, losses)}`
}

function stageWords(run: RealRun | null): string {
  if (!run) return 'Not run yet.'
  const count = `${run.events.toLocaleString('en')} events`
  switch (run.stage) {
    case 'starting':
      return 'Starting…'
    case 'running':
      return `Running, ${count}${missingIn(run)}`
    case 'parked':
      return `Deadlocked and parked for you to look at, ${count}. Stop ends it.`
    case 'stopping':
      return `Stopping, ${count}`
    case 'ended':
      return run.ended ? `${endingOf(run)} after ${(run.ended.elapsedMs / 1000).toFixed(2)} s, ${count}${missingIn(run)}` : ''
  }
}
