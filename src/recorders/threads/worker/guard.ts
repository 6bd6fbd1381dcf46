import { guardWord } from './syncWords'
import type { RunMemory } from '../memory/runMemory'

/** Runs a short stretch with an object's words to itself, and gives what it gives. Nothing inside waits for another thread of the program. */
export type Guard = <Answer>(at: number, act: () => Answer) => Answer

const word = { free: 0, taken: 1, contended: 2 } as const

/**
 * Guards of objects by their heap index. What happens to an object and the tickets of its events are under one guard, so the recorded order is the real one.
 * A mutex of one word, after Drepper, "Futexes are tricky" (2011), the second one.
 */
export function guard({ heap: shared }: RunMemory): Guard {
  const heap = new Int32Array(shared)

  function enter(at: number): void {
    if (Atomics.compareExchange(heap, at, word.free, word.taken) === word.free) return
    while (Atomics.exchange(heap, at, word.contended) !== word.free) Atomics.wait(heap, at, word.contended)
  }

  function leave(at: number): void {
    if (Atomics.exchange(heap, at, word.free) === word.contended) Atomics.notify(heap, at, 1)
  }

  return (object, act) => {
    enter(object + guardWord)
    try {
      return act()
    } finally {
      leave(object + guardWord)
    }
  }
}
