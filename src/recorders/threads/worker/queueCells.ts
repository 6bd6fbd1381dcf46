import { type Cells, mixed } from '../memory/cells'
import { allocator } from '../memory/heap'
import type { RunMemory } from '../memory/runMemory'
import type { Value } from '../memory/sharedValue'
import { inQueue } from './syncWords'

/** The values of queues: rings of cells that grow, in the heap, so a run's memory is their limit. All under the queue's guard. */
export interface QueueCells {
  /** Puts a value behind the last; ends the thread when there is no memory. */
  push(at: number, value: Value, line: number): void
  /** Takes the first value of a queue that has one. */
  shift(at: number): Value
}

/** Queues as one worker sees them, by heap index. */
export function queueCells(memory: RunMemory, cells: Pick<Cells, 'peek' | 'poke'>): QueueCells {
  const heap = new Int32Array(memory.heap)
  const allocate = allocator(memory)
  const word = (at: number, which: number): number => heap[at + which] ?? 0
  const cell = (at: number, index: number): number => word(at, inQueue.cells) + 2 * ((word(at, inQueue.first) + index) % word(at, inQueue.room))

  function grow(at: number, line: number): void {
    const [length, room] = [word(at, inQueue.length), word(at, inQueue.room)]
    const larger = Math.max(8, 2 * room)
    const moved = allocate(larger * 2, line)
    for (let i = 0; i < length; i++) heap.copyWithin(moved + 2 * i, cell(at, i), cell(at, i) + 2)
    heap[at + inQueue.cells] = moved
    heap[at + inQueue.room] = larger
    heap[at + inQueue.first] = 0
  }

  return {
    push(at, value, line) {
      const length = word(at, inQueue.length)
      if (length === word(at, inQueue.room)) grow(at, line)
      cells.poke(cell(at, length), mixed, value)
      Atomics.store(heap, at + inQueue.length, length + 1)
    },
    shift(at) {
      const value = cells.peek(cell(at, 0), mixed)
      heap[at + inQueue.first] = (word(at, inQueue.first) + 1) % word(at, inQueue.room)
      Atomics.store(heap, at + inQueue.length, word(at, inQueue.length) - 1)
      return value
    }
  }
}
