import type { ObjectId } from '../../trace/ids'

/** What a narrator remembers from step to step. Copies are kept with checkpoints. */
export interface NarratorMemory {
  /** Object ids by number of the object, and by address of a variable's payload. */
  readonly objects: Map<number, ObjectId>
  readonly variables: Map<number, ObjectId>
  /** The line last said to be reached, by thread. */
  readonly lines: Map<number, number>
  /** Threads that were said to wait and have not gone on since. */
  readonly waiting: Set<number>
  /** The thread whose end those among them were said to wait for who wait for several. */
  readonly awaited: Map<number, number>
  /** The future that a thread was said to wait for, by number of its event. */
  readonly futures: Map<number, number>
  /** Those that are tasks, and for what those among them that are about to give their loop back do so. */
  readonly tasks: Set<number>
  readonly leaving: Map<number, { readonly line: number; readonly on: string }>
  /** Lines of the last assignment to each variable, by address, while main prepares. */
  readonly bound: Map<number, number>
  /** Whether the initial values have been told. */
  begun: boolean
}

/** Nothing told yet. */
export const freshMemory = (): NarratorMemory => ({
  objects: new Map(),
  variables: new Map(),
  lines: new Map(),
  waiting: new Set(),
  awaited: new Map(),
  futures: new Map(),
  tasks: new Set(),
  leaving: new Map(),
  bound: new Map(),
  begun: false
})

/** An independent copy. */
export const copyMemory = (memory: NarratorMemory): NarratorMemory => ({
  objects: new Map(memory.objects),
  variables: new Map(memory.variables),
  lines: new Map(memory.lines),
  waiting: new Set(memory.waiting),
  awaited: new Map(memory.awaited),
  futures: new Map(memory.futures),
  tasks: new Set(memory.tasks),
  leaving: new Map(memory.leaving),
  bound: new Map(memory.bound),
  begun: memory.begun
})
