import type { ObjectKind } from '../../trace/event'

/** The outline that stands for a kind of object. */
export type ObjectShape = 'square' | 'doubleSquare' | 'hexagon' | 'round' | 'diamond' | 'pennant' | 'gate' | 'octagon'

/** How an object is told from others without a hue: it wears its owner's colour. */
export interface LockLook {
  /** A to Z, then A2, B2, … */
  readonly letter: string
  readonly shape: ObjectShape
  /** Stroke dash in CSS pixels, empty for solid. */
  readonly dash: readonly number[]
  /** Drawn as two lines. */
  readonly double: boolean
}

const dashes: readonly { readonly dash: readonly number[]; readonly double: boolean }[] = [
  { dash: [], double: false },
  { dash: [7, 4], double: false },
  { dash: [2, 2], double: false },
  { dash: [8, 3, 2, 3], double: false },
  { dash: [], double: true },
  { dash: [12, 4], double: false }
]

/** The look of the `index`-th sync object of a trace (variables do not count), from 0. */
export function lockLook(index: number, kind: ObjectKind): LockLook {
  const round = Math.floor(index / 26)
  const letter = String.fromCharCode(65 + (index % 26)) + (round === 0 ? '' : String(round + 1))
  return { letter, shape: shapes[kind], ...(dashes[index % dashes.length] ?? { dash: [], double: false }) }
}

const shapes: Readonly<Record<ObjectKind, ObjectShape>> = {
  lock: 'square',
  rlock: 'doubleSquare',
  semaphore: 'hexagon',
  boundedSemaphore: 'hexagon',
  variable: 'round',
  atomic: 'round',
  condition: 'diamond',
  event: 'pennant',
  barrier: 'gate',
  queue: 'round',
  rwlock: 'octagon',
  future: 'pennant',
  gil: 'doubleSquare',
  futex: 'square'
}
