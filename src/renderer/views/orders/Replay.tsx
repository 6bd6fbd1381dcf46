import { Icon } from '../../widgets/Icon'

interface ReplayProps {
  /** What is to be seen, for screen readers: there are many such buttons. */
  readonly what: string
  readonly schedule: string
  readonly onReplay: (schedule: string) => void
}

/** Loads a way into the stepped run and plays it. */
export function Replay({ what, schedule, onReplay }: ReplayProps) {
  return (
    <button type="button" className="replay" aria-label={`Replay ${what}`} title="Load the clearest way there and play it" onClick={() => onReplay(schedule)}>
      <Icon name="play" size={12} /> Replay
    </button>
  )
}
