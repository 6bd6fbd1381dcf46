import { type KeyboardEvent, useState } from 'react'
import type { ProgressPicture } from '../../../core/scenes/progressFrame'
import type { ProgressScene } from '../../../core/scenes/progressScene'

interface ProgressKeysProps {
  readonly picture: ProgressPicture
  readonly scene: ProgressScene
  /** The place that the keys look at; null when they look at none. */
  readonly onLook: (cell: readonly [number, number] | null) => void
  /** Moves the time cursor to a step of the run. */
  readonly onSeek: (step: number) => void
}

const moves: Record<string, readonly [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }

/** The progress graph for keyboard and screen reader: one tab stop; arrows go from place to place, Enter goes to where the run was there. */
export function ProgressKeys({ picture, scene, onLook, onSeek }: ProgressKeysProps) {
  const { across, up, path, at } = picture
  const run = path[Math.min(at, path.length - 1)] ?? [0, 0]
  const [focus, setFocus] = useState<readonly [number, number] | null>(null)
  const [column, row] = focus ?? run
  // where others took their steps the way stands still: the last of them is where it goes on
  const step = path.findLastIndex(([right, upwards]) => right === column && upwards === row)
  const { x, y, width, height } = scene.boxOf([column, row])

  function look(cell: readonly [number, number] | null): void {
    setFocus(cell)
    onLook(cell)
  }

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const move = moves[event.key]
    if (move) look([within(column + move[0], across.steps), within(row + move[1], up.steps)])
    else if (event.key === 'Home') look([0, 0])
    else if (event.key === 'End') look(run)
    else if (event.key === 'Enter' && step >= 0) onSeek(step)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      role="grid"
      className="states-keys"
      tabIndex={0}
      aria-label={`Progress graph of ${across.name} and ${up.name}: arrows go from place to place, Enter goes to where the run was there`}
      aria-activedescendant="progress-cell"
      onKeyDown={press}
      onBlur={() => look(null)}
    >
      <div role="row">
        <div
          role="gridcell"
          id="progress-cell"
          className="state-cell square"
          aria-current={column === run[0] && row === run[1] ? 'location' : undefined}
          style={{ left: x, top: y, width, height }}
        >
          <span className="visually-hidden">
            {scene.wordsIn([column, row])}
            {step >= 0 ? ` The run was here after step ${step}.` : ''}
          </span>
        </div>
      </div>
    </div>
  )
}

const within = (place: number, most: number): number => Math.max(0, Math.min(most, place))
