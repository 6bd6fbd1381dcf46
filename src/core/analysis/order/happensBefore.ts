import { type OperationColumns, operationCode } from './operations'

/**
 * What threads and objects carry of the past: clock `t` is thread t's, higher ones are objects'. Vector clocks answer what came before what, lengths of paths how long it
 * took; both are handed on in the same way.
 */
export interface Clocks {
  /** All that `from` knows, `into` knows now too. */
  merge(into: number, from: number): void
  /** `into` forgets what it knew, and knows what `from` does. */
  assign(into: number, from: number): void
  /** What the thread does from now on is not known to those it has just told. */
  tick(thread: number): void
}

/** The two halves of an operation: what it hears before it happens, and what it tells then. */
export interface HappensBefore {
  hear(operation: number): void
  tell(operation: number): void
}

/** Clocks in a row, first in, first out. */
interface Line {
  readonly clocks: number[]
  /** How many at the beginning are gone. */
  gone: number
}

interface Queue {
  /** Clocks of values that are in it. */
  readonly values: Line
  /** Clocks of places that were made free. */
  readonly places: Line
  puts: number
}

const code = operationCode
/** A clock that nobody ever tells anything. */
const nothing = -1

/**
 * Walks happens-before edges (Lamport 1978), in the order of the operations: program order; release → every later acquire; a writer's release → every later acquire, a
 * reader's → every later writer's; give → every later take; k-th put → k-th get, and k-th get → (k + capacity)-th put; every arrival → the opening of its barrier → each that
 * passes; fork → first step of the thread; its last step → join; the turns of tasks on one
 * loop, which is one thread; an atomic store or read-modify-write → what reads it. A notify orders nothing: the lock of its
 * condition does.
 */
export function happensBefore(operations: OperationColumns, clocks: Clocks): HappensBefore {
  const { kind, thread, object, threadCount, objectCount, capacities } = operations
  const queues = new Map<number, Queue>()
  const spare: number[] = []
  let next = threadCount + 2 * objectCount
  // an object has two clocks: what writers, givers and stores left, and what readers left (of a barrier: the round that gathers, and the one that is open)
  const first = (of: number): number => threadCount + 2 * of
  const second = (of: number): number => threadCount + 2 * of + 1
  const queueOf = (of: number): Queue => {
    const known = queues.get(of) ?? { values: { clocks: [], gone: 0 }, places: { clocks: [], gone: 0 }, puts: 0 }
    queues.set(of, known)
    return known
  }

  function leave({ clocks: slots }: Line, by: number): void {
    const slot = spare.pop() ?? next++
    clocks.assign(slot, by)
    slots.push(slot)
  }

  function fetch(line: Line, by: number): void {
    const slot = line.clocks[line.gone]
    if (slot === undefined) return
    clocks.merge(by, slot)
    spare.push(slot)
    line.gone++
    // a shift moves all that is left: one for many
    if (line.gone * 2 > line.clocks.length) line.gone -= line.clocks.splice(0, line.gone).length
  }

  return {
    hear(operation) {
      const by = thread[operation] ?? 0
      const of = object[operation] ?? 0
      switch (kind[operation] ?? code.local) {
        case code.acquire:
        case code.tryAcquire:
          clocks.merge(by, first(of))
          clocks.merge(by, second(of))
          return
        case code.acquireShared:
        case code.take:
        case code.atomicRead:
        case code.atomicUpdate:
        case code.gather:
          clocks.merge(by, first(of))
          return
        case code.pass:
          clocks.merge(by, second(of))
          return
        case code.put:
          if (queueOf(of).puts++ >= (capacities[of] ?? Number.POSITIVE_INFINITY)) fetch(queueOf(of).places, by)
          return
        case code.get:
          fetch(queueOf(of).values, by)
          return
        case code.join:
        case code.turnBegan:
          clocks.merge(by, of)
          return
        case code.gap:
          for (let other = 1; other < threadCount; other++) clocks.merge(0, other)
          for (let other = 1; other < threadCount; other++) clocks.merge(other, 0)
          for (let other = 0; other < threadCount; other++) clocks.tick(other)
          return
        default:
      }
    },
    tell(operation) {
      const by = thread[operation] ?? 0
      const of = object[operation] ?? 0
      switch (kind[operation] ?? code.local) {
        case code.release:
        case code.give:
        case code.atomicUpdate:
        case code.arrive:
          clocks.merge(first(of), by)
          break
        case code.releaseShared:
          clocks.merge(second(of), by)
          break
        case code.atomicWrite:
          clocks.assign(first(of), by)
          break
        case code.open:
          clocks.assign(second(of), by)
          // the next round gathers from nothing
          clocks.assign(first(of), nothing)
          break
        case code.put:
          leave(queueOf(of).values, by)
          break
        case code.get:
          if ((capacities[of] ?? Number.POSITIVE_INFINITY) < Number.POSITIVE_INFINITY) leave(queueOf(of).places, by)
          break
        case code.fork:
        case code.turnEnded:
          clocks.merge(of, by)
          break
        default:
          return
      }
      clocks.tick(by)
    }
  }
}
