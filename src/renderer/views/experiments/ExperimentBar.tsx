import type { Interpreter } from '../../../preload/contract'
import type { ExperimentState } from '../../session/experimenting'
import { Icon } from '../../widgets/Icon'

interface ExperimentBarProps {
  readonly going: ExperimentState['going']
  /** It is the one on this page. */
  readonly here: boolean
  /** Null while they are being looked for, or for what asks every one of them. */
  readonly interpreters: readonly Interpreter[] | null
  /** For experiments that ask every Python there is no choice. */
  readonly everyone?: boolean
  readonly chosen: string | null
  readonly repeats: number
  readonly onPython: (path: string | null) => void
  readonly onRepeats: (repeats: number) => void
  readonly onStart: () => void
  readonly onCancel: () => void
}

/** Which Python, how often, and the button; while it goes on, how far it is. */
export function ExperimentBar(props: ExperimentBarProps) {
  const { going, here, interpreters, everyone = false, chosen, repeats } = props
  const none = !everyone && interpreters?.length === 0
  if (going !== null && here) {
    return (
      <div className="experiment-bar">
        <progress max={going.of || 1} value={going.of ? going.done : undefined} aria-label="How far it is" />
        <span role="status">{going.calledOff ? 'Ending…' : going.of ? `${going.done + 1} of ${going.of}: ${going.next}` : `Measuring… ${going.next}`}</span>
        <button type="button" disabled={going.calledOff} onClick={props.onCancel}>
          Cancel
        </button>
      </div>
    )
  }
  return (
    <div className="experiment-bar">
      {everyone ? null : (
        <label>
          Python{' '}
          <select value={chosen ?? ''} disabled={!interpreters?.length} onChange={({ target }) => props.onPython(target.value === '' ? null : target.value)}>
            <option value="">{interpreters === null ? 'being looked for' : 'the best one found'}</option>
            {interpreters?.map(({ path, version, implementation }) => (
              <option key={path} value={path}>
                {implementation === 'cpython' ? '' : `${implementation} `}
                {version} — {path}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        Runs of each{' '}
        <select value={repeats} onChange={({ target }) => props.onRepeats(Number(target.value))}>
          {[1, 3, 5, 9, 15].map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="primary" disabled={none || going !== null} onClick={props.onStart}>
        <Icon name="play" /> Measure
      </button>
      {none ? <span className="soft">No Python from 3.8 on was found here: below is what another machine measured.</span> : null}
      {going === null ? null : <span className="soft">Another experiment is being made.</span>}
    </div>
  )
}
