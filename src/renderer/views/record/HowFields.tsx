import { useState } from 'react'
import type { Interpreter } from '../../../preload/contract'
import type { RecordActions } from '../../session/recording'
import type { RecordChoice } from '../../session/recordState'

interface HowFieldsProps {
  readonly choice: RecordChoice
  /** Null while they are being looked for. */
  readonly interpreters: readonly Interpreter[] | null
  readonly cores: number | null
  readonly actions: RecordActions
}

/** How a program runs and is observed, and where its recording ends. */
export function HowFields({ choice, interpreters, cores, actions }: HowFieldsProps) {
  const isCommand = choice.what === 'command'
  const isPython = !isCommand && choice.engine === 'python'
  return (
    <fieldset className="panel record-how">
      <legend>How</legend>
      {isCommand ? null : (
        <label className="record-row">
          <span className="record-name">On</span>
          <select
            aria-label="Engine"
            value={choice.engine}
            onChange={(event) => actions.choose({ engine: event.target.value === 'threads' ? 'threads' : 'python' })}
          >
            <option value="python">Python</option>
            <option value="threads">real threads, without a GIL</option>
          </select>
        </label>
      )}
      {isPython ? <InterpreterField choice={choice} interpreters={interpreters} actions={actions} /> : null}
      {isPython ? (
        <label className="record-row">
          <span className="record-name">Arguments</span>
          <input
            type="text"
            className="mono grow"
            value={choice.words}
            placeholder="none"
            spellCheck={false}
            onChange={(event) => actions.choose({ words: event.target.value })}
          />
        </label>
      ) : null}
      {isCommand || isPython ? (
        <div className="record-row">
          <span className="record-name">Folder</span>
          <span className={choice.folder === null ? 'soft' : 'mono record-path'}>
            {choice.folder ?? (isCommand ? 'your home folder' : 'that of the program')}
          </span>
          <button type="button" onClick={() => void actions.chooseFolder()}>
            Choose…
          </button>
          {choice.folder === null ? null : (
            <button type="button" className="quiet" onClick={() => actions.choose({ folder: null })}>
              Usual one
            </button>
          )}
        </div>
      ) : null}
      {isCommand ? (
        <NumberField label="Looks a second" value={choice.hz} least={1} most={2000} onChange={(hz) => actions.choose({ hz })} />
      ) : (
        <label className="record-row">
          <span className="record-name">Recorded</span>
          <select value={choice.detail} onChange={(event) => actions.choose({ detail: event.target.value === 'sync' ? 'sync' : 'access' })}>
            <option value="access">every shared access</option>
            <option value="sync">locks and threads only</option>
          </select>
        </label>
      )}
      {isPython && choice.detail === 'access' ? (
        <label className="record-row">
          <span className="record-name">Observer</span>
          <select value={choice.observe} onChange={(event) => actions.choose({ observe: event.target.value === 'stress' ? 'stress' : 'faithful' })}>
            <option value="faithful">faithful: changes nothing</option>
            <option value="stress">stress: makes lost updates likely</option>
          </select>
        </label>
      ) : null}
      {isCommand ? (
        <CheckField label="Locks of native programs, exactly (Linux on x86-64)" value={choice.locks} onChange={(locks) => actions.choose({ locks })} />
      ) : null}
      {isPython ? (
        <CheckField label="The GIL, from outside: holder and waiters (Linux)" value={choice.gil} onChange={(gil) => actions.choose({ gil })} />
      ) : null}
      <NumberField label="At most seconds" value={choice.seconds} least={1} most={3600} onChange={(seconds) => actions.choose({ seconds })} />
      <NumberField label="At most events" value={choice.events} least={1000} most={10_000_000} onChange={(events) => actions.choose({ events })} />
      <NumberField label="At most MiB" value={choice.mib} least={1} most={16_384} onChange={(mib) => actions.choose({ mib })} />
      {cores === 1 ? <p className="soft">This machine has one processor: threads take turns, and never run at the same time.</p> : null}
    </fieldset>
  )
}

function InterpreterField({ choice, interpreters, actions }: Pick<HowFieldsProps, 'choice' | 'interpreters' | 'actions'>) {
  const usable = interpreters?.filter(({ refused }) => refused === null) ?? []
  return (
    <div className="record-row">
      <label className="record-row grow">
        <span className="record-name">Interpreter</span>
        <select value={choice.python ?? ''} onChange={(event) => actions.choose({ python: event.target.value || null })}>
          <option value="">{interpreters === null ? 'looking for Pythons…' : usable[0] ? `the first: ${usable[0].version}` : 'none found'}</option>
          {(interpreters ?? []).map(({ path, implementation, version, refused }) => (
            <option key={path} value={path} disabled={refused !== null} title={refused ?? path}>
              {implementation} {version}
              {refused === null ? ` (${path})` : `: ${refused}`}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => void actions.choosePython()}>
        Another…
      </button>
      {interpreters !== null && usable.length === 0 ? (
        <span className="bad">No Python 3.8 or later was found: record on real threads, or choose one.</span>
      ) : null}
    </div>
  )
}

interface CheckFieldProps {
  readonly label: string
  readonly value: boolean
  readonly onChange: (value: boolean) => void
}

function CheckField({ label, value, onChange }: CheckFieldProps) {
  return (
    <label className="record-row">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}

interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly onChange: (value: number) => void
}

function NumberField({ label, value, least, most, onChange }: NumberFieldProps) {
  const [refused, refuse] = useState<string | null>(null)
  const range = `${least.toLocaleString('en')} to ${most.toLocaleString('en')}`
  function take(input: HTMLInputElement): void {
    const typed = Math.round(input.valueAsNumber)
    const possible = typed >= least && typed <= most
    refuse(possible ? null : `${input.value || 'That'} is not possible: ${range}.`)
    // what was typed and cannot be goes back to what holds
    input.value = String(possible ? typed : value)
    if (possible) onChange(typed)
  }
  return (
    <label className="record-row">
      <span className="record-name">{label}</span>
      <input
        type="number"
        defaultValue={value}
        min={least}
        max={most}
        title={range}
        onBlur={(event) => take(event.currentTarget)}
        // Enter records: with what stands here
        onKeyDown={(event) => {
          if (event.key === 'Enter') take(event.currentTarget)
        }}
      />
      {refused === null ? null : (
        <span className="bad" role="alert">
          {refused}
        </span>
      )}
    </label>
  )
}
