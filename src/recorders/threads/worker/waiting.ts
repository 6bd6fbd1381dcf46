import { inThread, type RunMemory, threadRow } from '../memory/runMemory'

/** Blocks the thread until somebody wakes it or so many milliseconds are over, while `array[word]` is still `expected`. `on` tells the host what for. */
export type Wait = (thread: number, array: Int32Array<SharedArrayBuffer>, word: number, expected: number, on: number, ms?: number) => void

/**
 * Waiting that the host can see. Whoever waits says so before and takes it back after, and tries again only then: so a thread that says it is blocked has not
 * taken anything yet. That makes the host's verdict of a deadlock exact. Who waits for a time only goes on by itself: to the host it runs.
 */
export function waiting(memory: RunMemory): Wait {
  const control = new Int32Array(memory.control)
  return (thread, array, word, expected, on, ms = Number.POSITIVE_INFINITY) => {
    if (ms < Number.POSITIVE_INFINITY) return void Atomics.wait(array, word, expected, ms)
    const row = threadRow(thread)
    Atomics.add(control, row + inThread.blockings, 1)
    Atomics.store(control, row + inThread.blockedOn, on)
    Atomics.wait(array, word, expected)
    Atomics.store(control, row + inThread.blockedOn, 0)
  }
}
