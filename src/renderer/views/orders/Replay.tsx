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
      <Icon name="play" size={12} /> <span className="replay-word">Replay</span>
    </button>
  )
}

/** The same for the clearest way and, where there is one, for a shorter one under it. */
export function ReplayBoth({ shorter, ...clearest }: ReplayProps & { readonly shorter: string | null }) {
  if (shorter === null) return <Replay {...clearest} />
  return (
    <div className="replays">
      <Replay {...clearest} />
      <button
        type="button"
        className="replay"
        aria-label={`Replay the shortest way to ${clearest.what}`}
        title="Load the way of the fewest steps, with more preemptions, and play it"
        onClick={() => clearest.onReplay(shorter)}
      >
        Shortest
      </button>
    </div>
  )
}
