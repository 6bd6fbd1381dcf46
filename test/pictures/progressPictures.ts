import { ownSteps } from '../../src/core/scenes/orders/holdingsOf'
import type { ProgressPicture } from '../../src/core/scenes/orders/progressFrame'
import { threadId } from '../../src/core/trace/ids'

/** Two threads that take two locks in opposite order, with a run as a way through. */
export function progressOf(schedule: string): ProgressPicture {
  const steps = schedule.split(' ')
  const [rights, ups] = [ownSteps(steps, threadId(1)), ownSteps(steps, threadId(2))]
  return {
    across: {
      thread: threadId(1),
      name: 'one',
      steps: 6,
      moves: ['takes lock_a', 'takes lock_b', 'reads total', 'writes total', 'releases lock_b', 'releases lock_a'],
      holdings: [
        { lock: 'lock_a', from: 1, to: 6 },
        { lock: 'lock_b', from: 2, to: 5 }
      ]
    },
    up: {
      thread: threadId(2),
      name: 'two',
      steps: 6,
      moves: ['takes lock_b', 'takes lock_a', 'reads total', 'writes total', 'releases lock_a', 'releases lock_b'],
      holdings: [
        { lock: 'lock_b', from: 1, to: 6 },
        { lock: 'lock_a', from: 2, to: 5 }
      ]
    },
    path: rights.map((right, at) => [right, ups[at] ?? 0] as const),
    at: steps.length
  }
}
