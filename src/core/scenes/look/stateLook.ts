import type { ThreadState } from '../../analysis/threadState'

/** How a bar is hatched, so that no state is told by colour alone. */
export type Pattern = 'solid' | 'pale' | 'stripes' | 'dots' | 'horizontal' | 'vertical' | 'low' | 'crosses' | 'outline' | 'gap'

/** What a state looks like apart from its colours. */
export interface StateLook {
  /** The word on the bar, where the bar does not say more. */
  readonly word: string
  readonly pattern: Pattern
  /** Border width in CSS pixels. */
  readonly border: number
  /** Border dash in CSS pixels, empty for a solid one. */
  readonly dash: readonly number[]
  /** Share of the lane's height that is filled. */
  readonly height: number
  /** Which state wins a pixel that several share: the higher one. */
  readonly severity: number
  /** One character for the text timeline. */
  readonly letter: string
}

/** What each state looks like. A deadlock of one pixel is seen among a million running bars because severity decides. */
export const stateLooks: Readonly<Record<ThreadState, StateLook>> = {
  notStarted: { word: 'not started', pattern: 'outline', border: 1, dash: [1, 3], height: 1, severity: 0, letter: ' ' },
  unknown: { word: 'not known', pattern: 'gap', border: 1, dash: [6, 4], height: 1, severity: 1, letter: '?' },
  finished: { word: 'end', pattern: 'low', border: 1, dash: [], height: 0.4, severity: 2, letter: '.' },
  sleeping: { word: 'sleep', pattern: 'horizontal', border: 1, dash: [], height: 1, severity: 3, letter: 'z' },
  ready: { word: 'ready', pattern: 'pale', border: 1, dash: [4, 2], height: 1, severity: 4, letter: '-' },
  io: { word: 'I/O', pattern: 'vertical', border: 1, dash: [], height: 1, severity: 5, letter: 'i' },
  running: { word: 'running', pattern: 'solid', border: 1, dash: [], height: 1, severity: 6, letter: '#' },
  waiting: { word: 'waiting', pattern: 'dots', border: 1, dash: [], height: 1, severity: 7, letter: 'w' },
  blocked: { word: 'blocked', pattern: 'stripes', border: 1, dash: [], height: 1, severity: 8, letter: '/' },
  deadlocked: { word: 'DEADLOCK', pattern: 'crosses', border: 2.5, dash: [], height: 1, severity: 9, letter: 'X' }
}

/** States from the least to the most severe: a state's severity is its index. */
export const statesBySeverity: readonly ThreadState[] = (Object.keys(stateLooks) as ThreadState[]).toSorted(
  (one, other) => stateLooks[one].severity - stateLooks[other].severity
)
