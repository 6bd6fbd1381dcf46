/** The last atomic read and write of each variable by each thread. Among themselves they do not race; with plain accesses of the same variable they do. */
export interface AtomicAccesses {
  /** The thread has accessed the variable atomically, at this tick of its own clock. */
  note(variable: number, thread: number, tick: number, row: number, isWrite: boolean): void
  /** The row of an atomic access that a plain one races with, by somebody who knows so much; -1 none. A read races with writes alone. */
  unordered(variable: number, known: Int32Array, isWrite: boolean): number
}

/** No atomic accesses yet. Variables that have none cost nothing; the others four numbers for each thread. */
export function atomicAccesses(threadCount: number): AtomicAccesses {
  // ticks of writes by thread, their rows, ticks of reads, their rows
  const last = new Map<number, Int32Array>()

  function later(of: Int32Array, known: Int32Array, offset: number): number {
    const thread = known.findIndex((tick, other) => (of[offset + other] as number) > tick)
    return thread < 0 ? -1 : (of[offset + threadCount + thread] as number)
  }

  return {
    note(variable, thread, tick, row, isWrite) {
      const of = last.get(variable) ?? new Int32Array(4 * threadCount)
      last.set(variable, of)
      const offset = isWrite ? 0 : 2 * threadCount
      of[offset + thread] = tick
      of[offset + threadCount + thread] = row
    },
    unordered(variable, known, isWrite) {
      const of = last.get(variable)
      if (of === undefined) return -1
      const write = later(of, known, 0)
      return write >= 0 || !isWrite ? write : later(of, known, 2 * threadCount)
    }
  }
}
