import type { StateNode } from '../../explorer/report'
import type { Chip } from '../shape'
import type { Ink } from '../look/tokens'

/** How a kind of state is told apart: by shape, letter and word, and only then by colour. */
export interface StateKindLook {
  readonly shape: Chip['shape']
  readonly letter: string
  readonly word: string
  readonly stroke: Ink
  readonly strokeWidth: number
  readonly dash: readonly number[]
}

/** What each kind of state looks like. */
export const stateKindLooks: Readonly<Record<StateNode['kind'], StateKindLook>> = {
  running: { shape: 'circle', letter: '', word: 'goes on', stroke: 'edge', strokeWidth: 1.5, dash: [] },
  finished: { shape: 'doubleSquare', letter: 'E', word: 'ends', stroke: 'ok', strokeWidth: 2, dash: [] },
  failed: { shape: 'hexagon', letter: 'F', word: 'fails', stroke: 'danger', strokeWidth: 2.5, dash: [] },
  deadlock: { shape: 'square', letter: 'D', word: 'deadlock', stroke: 'danger', strokeWidth: 3.5, dash: [] },
  doomed: { shape: 'circle', letter: '!', word: 'doomed: no end can be reached any more', stroke: 'danger', strokeWidth: 2, dash: [3, 2] }
}
