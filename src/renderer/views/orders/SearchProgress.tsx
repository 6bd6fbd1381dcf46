import type { Progress } from '../../../core/explorer/report'
import { progressFacts } from '../../../core/scenes/extentWords'

interface SearchProgressProps {
  /** Null before the first news. */
  readonly progress: Progress | null
  readonly paused: boolean
  readonly onPause: () => void
  readonly onResume: () => void
  readonly onCancel: () => void
}

/** How a large search stands, and the ways to hold and to end it. */
export function SearchProgress({ progress, paused, onPause, onResume, onCancel }: SearchProgressProps) {
  return (
    <div className="search-progress" data-testid="search-progress">
      <p className="search-facts">
        {progress ? progressFacts(progress).map((fact) => <span key={fact.replace(/[\d,]+/, '')}>{fact}</span>) : <span>starting…</span>}
      </p>
      <div className={paused ? 'search-bar' : 'search-bar going'} role="progressbar" aria-label="Search" aria-valuetext={paused ? 'paused' : 'searching'} />
      <div className="orders-actions">
        <button type="button" onClick={paused ? onResume : onPause}>
          {paused ? 'Go on' : 'Pause'}
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </div>
  )
}
