import { speeds } from '../session/transportMachine'
import { Icon } from '../widgets/Icon'

interface TransportProps {
  /** `step 3 of 7`, or the time. */
  readonly where: string
  readonly playing: boolean
  readonly atStart: boolean
  readonly atEnd: boolean
  readonly canPlay: boolean
  readonly speed: number
  readonly onFirst: () => void
  readonly onBack: () => void
  readonly onPlay: () => void
  readonly onStep: () => void
  readonly onLast: () => void
  readonly onSpeed: (speed: number) => void
}

/** The time cursor's buttons. */
export function Transport(props: TransportProps) {
  const { where, playing, atStart, atEnd, canPlay, speed } = props
  return (
    <div className="transport" data-testid="transport" role="toolbar" aria-label="Time">
      <button type="button" aria-label="To the start" title="To the start (Home)" disabled={atStart} onClick={props.onFirst}>
        <Icon name="first" />
      </button>
      <button type="button" aria-label="Back" title="One back (Left arrow, Backspace)" disabled={atStart} onClick={props.onBack}>
        <Icon name="back" /> <span className="word">Back</span>
      </button>
      <button
        type="button"
        className="primary"
        aria-label={playing ? 'Pause' : 'Play'}
        title="Play or pause (Space)"
        disabled={!canPlay}
        onClick={props.onPlay}
      >
        <Icon name={playing ? 'pause' : 'play'} /> <span className="word">{playing ? 'Pause' : 'Play'}</span>
      </button>
      <button type="button" aria-label="Step" title="One forward (Right arrow)" disabled={atEnd && !canPlay} onClick={props.onStep}>
        <span className="word">Step</span> <Icon name="step" />
      </button>
      <button type="button" aria-label="To the end" title="To the end of what has run (End)" disabled={atEnd} onClick={props.onLast}>
        <Icon name="last" />
      </button>
      <span className="where" data-testid="where">
        {where}
      </span>
      <label className="speed">
        <span className="visually-hidden">Speed</span>
        <select value={speed} onChange={(event) => props.onSpeed(Number(event.target.value))} title="Speed">
          {speeds.map((each) => (
            <option key={each} value={each}>
              {each}×
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
