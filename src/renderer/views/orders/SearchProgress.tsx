import { useLayoutEffect, useRef } from 'react'
import type { Progress } from '../../../core/explorer/report'
import { progressFacts } from '../../../core/scenes/orders/extentWords'

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
  const box = useRef<HTMLDivElement>(null)
  // whoever pressed a button of a search that is over goes on from its panel, not from the top of the window
  useLayoutEffect(() => {
    const own = box.current
    return () => {
      if (own?.contains(document.activeElement)) own.closest<HTMLElement>('[tabindex="-1"]')?.focus()
    }
  }, [])
  const taken = takenShare(progress)
  return (
    <div className="search-progress" data-testid="search-progress" ref={box}>
      <p className="search-facts">
        {progress ? progressFacts(progress).map((fact) => <span key={fact.replace(/[\d,]+/, '')}>{fact}</span>) : <span>starting…</span>}
      </p>
      <div
        className="search-bar"
        role="progressbar"
        aria-label="Search"
        aria-valuenow={Math.round(taken * 100)}
        aria-valuetext={`${paused ? 'paused' : 'searching'}: from ${Math.round(taken * 100)} % of the states found so far all steps were taken`}
        title="From so many of the states found so far all steps were taken. How many there are to find nobody knows before the end."
      >
        <div className={paused ? 'search-taken' : 'search-taken going'} style={{ width: `${taken * 100}%` }} />
      </div>
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

/** Of the states found so far, the share from which all steps were taken. */
function takenShare(progress: Progress | null): number {
  if (progress === null || progress.states === 0) return 0
  return Math.max(0, Math.min(1, 1 - progress.frontier / progress.states))
}
