import type { Clocks } from './happensBefore'

/** Vector clocks: `of[c][t]` is the last operation of thread t, in units of its ticks, that clock c knows of. Objects get theirs when they are first told something. */
export interface VectorClocks extends Clocks {
  readonly of: readonly (Int32Array | undefined)[]
}

/** Clocks of a run before its first operation: every thread knows of itself (Mattern 1989). A merge costs a step for each thread. */
export function vectorClocks(threadCount: number): VectorClocks {
  const of: (Int32Array | undefined)[] = Array.from({ length: threadCount }, (_, thread) => {
    const clock = new Int32Array(threadCount)
    clock[thread] = 1
    return clock
  })
  return {
    of,
    merge(into, from) {
      const source = of[from]
      if (source === undefined) return
      const known = of[into]
      if (known === undefined) of[into] = source.slice()
      else for (let t = 0; t < threadCount; t++) if ((source[t] as number) > (known[t] as number)) known[t] = source[t] as number
    },
    assign(into, from) {
      const source = of[from] ?? new Int32Array(threadCount)
      const known = of[into]
      if (known === undefined) of[into] = source.slice()
      else known.set(source)
    },
    tick(thread) {
      const clock = of[thread]
      if (clock !== undefined) clock[thread] = (clock[thread] as number) + 1
    }
  }
}
