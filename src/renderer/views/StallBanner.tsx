import { stallWords } from '../../core/scenes/stallWords'
import type { TraceIndex } from '../../core/scenes/traceIndex'
import { Icon } from '../widgets/Icon'

/** A task held up its loop: the longest such stretch of the run, in words, and the way there. */
export function StallBanner({ index, onSeek }: { index: TraceIndex; onSeek: (at: number) => void }) {
  const [longest] = index.stalls
  if (longest === undefined) return null
  const count = index.stalls.length
  return (
    <div className="banner bad" role="status" data-testid="stall">
      <Icon name="warning" />
      <span className="grow" title={stallWords(index.trace, longest)}>
        <strong>{count === 1 ? 'The loop was held up' : `The loop was held up ${count} times, longest`}</strong>: {stallWords(index.trace, longest)}
      </span>
      <button type="button" title="Go to where it began" onClick={() => onSeek(longest.from)}>
        Show
      </button>
    </div>
  )
}
