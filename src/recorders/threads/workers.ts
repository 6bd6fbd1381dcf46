import { inThread, threadLimit, threadRow, threadState, words, workerState, workerWord } from './memory/runMemory'

type Control = Int32Array<SharedArrayBuffer>

/** How many threads besides main are in these states. */
export function countThreads(control: Control, ...states: readonly number[]): number {
  const made = Atomics.load(control, words.threads)
  let count = 0
  for (let id = 1; id < made; id++) if (states.includes(Atomics.load(control, threadRow(id) + inThread.state))) count++
  return count
}

/** The workers that wait for a thread to run. */
export function idleWorkers(control: Control): { count(): number; hand(thread: number): void } {
  const isIdle = (slot: number): boolean => Atomics.load(control, workerWord(slot)) === workerState.idle

  function claim(thread: number): boolean {
    for (let slot = 1; slot <= threadLimit; slot++) {
      const word = workerWord(slot)
      if (Atomics.compareExchange(control, word, workerState.idle, workerState.firstThread + thread) !== workerState.idle) continue
      Atomics.notify(control, word)
      return true
    }
    return false
  }

  return {
    count() {
      let idle = 0
      for (let slot = 1; slot <= threadLimit; slot++) if (isIdle(slot)) idle++
      return idle
    },
    hand(thread) {
      for (let seen = Atomics.load(control, words.warm); !claim(thread); seen = Atomics.load(control, words.warm)) Atomics.wait(control, words.warm, seen)
    }
  }
}

/**
 * Waits until workers are warm; false when too many threads run already. A worker takes about 50 ms to come up, a warm one begins in 50 µs: so the first start
 * waits until there is one for every thread made so far, and then they really run side by side.
 */
export function readyFor(control: Control, starter: number): boolean {
  const isFirst = starter === 0 && Atomics.load(control, words.started) === 0
  // the one being started counts as starting already
  if (countThreads(control, threadState.starting, threadState.running) > threadLimit) return false
  const wanted = isFirst ? Math.min(threadLimit, 1 + countThreads(control, threadState.made)) : 1
  const idle = idleWorkers(control)
  for (let seen = Atomics.load(control, words.warm); idle.count() < wanted; seen = Atomics.load(control, words.warm)) Atomics.wait(control, words.warm, seen)
  return true
}
