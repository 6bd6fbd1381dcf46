import type { CSSProperties, KeyboardEvent, ReactNode } from 'react'

interface OneCellGridProps {
  readonly label: string
  /** Of the cell, in the whole window. */
  readonly cellId: string
  /** Where the cell lies over the picture; null when there is none. */
  readonly place: Pick<CSSProperties, 'left' | 'top' | 'width' | 'height'> | null
  readonly isSquare?: boolean
  /** Whether the run stands in it. */
  readonly isCurrent: boolean
  /** What a key does; false when it means nothing here. */
  readonly onKey: (key: string) => boolean
  readonly onLeave: () => void
  /** What the cell says. */
  readonly children: ReactNode
}

/** A picture's places for keyboard and screen reader: one tab stop, and of all places the one that is looked at. */
export function OneCellGrid({ label, cellId, place, isSquare = false, isCurrent, onKey, onLeave, children }: OneCellGridProps) {
  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !onKey(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div role="grid" className="states-keys" tabIndex={0} aria-label={label} aria-activedescendant={cellId} onKeyDown={press} onBlur={onLeave}>
      {place === null ? null : (
        <div role="row">
          <div
            role="gridcell"
            id={cellId}
            className={isSquare ? 'state-cell square' : 'state-cell'}
            aria-current={isCurrent ? 'location' : undefined}
            style={{ left: place.left, top: place.top, width: place.width, height: place.height }}
          >
            <span className="visually-hidden">{children}</span>
          </div>
        </div>
      )}
    </div>
  )
}
