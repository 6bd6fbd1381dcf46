import type { Check } from '../../../preload/contract'
import type { RecordActions } from '../../session/recording'
import { scenarioTitle } from '../../session/scenarioTitle'
import type { SessionState } from '../../session/sessionState'
import { Icon } from '../../widgets/Icon'
import { HowFields } from './HowFields'

interface RecordFormProps {
  readonly state: SessionState
  readonly actions: RecordActions
}

const kinds = [
  { value: 'script', text: 'A Python script' },
  { value: 'scenario', text: 'A program that comes with the lab' },
  { value: 'editor', text: 'The text in the editor' },
  { value: 'command', text: 'Any command' }
] as const

/** What to record, how, and whether all that it needs is there. */
export function RecordForm({ state, actions }: RecordFormProps) {
  const { choice, checks } = state.record
  return (
    <form
      className="record-form"
      data-testid="record-form"
      aria-label="What to record"
      onSubmit={(event) => {
        event.preventDefault()
        void actions.start()
      }}
    >
      <fieldset className="panel">
        <legend>What</legend>
        {kinds.map(({ value, text }) => (
          <label key={value} className="record-kind">
            <input type="radio" name="what" checked={choice.what === value} onChange={() => actions.choose({ what: value })} /> {text}
          </label>
        ))}
        <What state={state} actions={actions} />
      </fieldset>
      <HowFields choice={choice} interpreters={state.interpreters} cores={state.info?.cores ?? null} actions={actions} />
      <div className="record-buttons">
        <button type="submit" className="primary big" title="Record (Ctrl+R)">
          <Icon name="play" /> Record
        </button>
        <button type="button" onClick={() => void actions.check()}>
          <Icon name="check" /> Check first
        </button>
        <span className="soft">A program that is recorded runs for real, with all your rights.</span>
      </div>
      {checks === null ? null : <Checks checks={checks} />}
    </form>
  )
}

function What({ state, actions }: RecordFormProps) {
  const { choice } = state.record
  const scripts = state.recent.filter(({ name }) => /\.py$/i.test(name))
  switch (choice.what) {
    case 'script':
      return (
        <div className="record-row">
          <button type="button" onClick={() => void actions.chooseScript()}>
            <Icon name="open" /> Choose…
          </button>
          {scripts.length > 0 ? (
            <label>
              <span className="visually-hidden">Recent scripts</span>
              <select value="" onChange={(event) => void actions.chooseRecentScript(event.target.value)}>
                <option value="">Recent…</option>
                {scripts.map(({ path, name }) => (
                  <option key={path} value={path} title={path}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
          <span className={choice.script ? 'mono' : 'soft'}>{choice.script?.path ?? 'None yet: choose one, or drop it on this window.'}</span>
        </div>
      )
    case 'scenario':
      return (
        <label className="record-row">
          Program
          <select aria-label="Program" value={choice.scenario} onChange={(event) => actions.choose({ scenario: event.target.value })}>
            {state.scenarios.map(({ file, text }) => (
              <option key={file} value={file}>
                {scenarioTitle(text) || file}
              </option>
            ))}
          </select>
        </label>
      )
    case 'editor':
      return <p className="soft">{state.source === '' ? 'The editor is empty: open a program first.' : `${state.file}, as it stands in the editor.`}</p>
    case 'command':
      return (
        <label className="record-row">
          Command
          <input
            type="text"
            className="mono grow"
            value={choice.command}
            placeholder="program argument 'another one'"
            spellCheck={false}
            onChange={(event) => actions.choose({ command: event.target.value })}
          />
        </label>
      )
  }
}

const words = { good: 'fine', doubtful: 'doubtful', bad: 'wrong' } as const

function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className="panel record-checks" data-testid="record-checks" aria-label="What this recording needs">
      {checks.length === 0 ? <li>Nothing to be checked.</li> : null}
      {checks.map(({ state, what, try: tryThis }) => (
        <li key={what}>
          <strong className={state === 'bad' ? 'bad' : state === 'good' ? 'good' : ''}>{words[state]}</strong> {what} {tryThis}
        </li>
      ))}
    </ul>
  )
}
