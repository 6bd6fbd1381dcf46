import { useState } from 'react'
import type { ProgressPicture } from '../../../core/scenes/orders/progressFrame'
import type { ProgressScene } from '../../../core/scenes/orders/progressScene'
import { OneCellGrid } from '../../widgets/OneCellGrid'

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

  function press(key: string): boolean {
    const move = moves[key]
    if (move) look([within(column + move[0], across.steps), within(row + move[1], up.steps)])
    else if (key === 'Home') look([0, 0])
    else if (key === 'End') look(run)
    else if (key === 'Enter' && step >= 0) onSeek(step)
    else return false
    return true
  }

  return (
    <OneCellGrid
      label={`Progress graph of ${across.name} and ${up.name}: arrows go from place to place, Enter goes to where the run was there`}
      cellId="progress-cell"
      place={{ left: x, top: y, width, height }}
      isSquare
      isCurrent={column === run[0] && row === run[1]}
      onKey={press}
      onLeave={() => look(null)}
    >
      {scene.wordsIn([column, row])}
      {step >= 0 ? ` The run was here after step ${step}.` : ''}
    </OneCellGrid>
  )
}

const within = (place: number, most: number): number => Math.max(0, Math.min(most, place))
