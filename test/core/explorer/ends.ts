import { createSearch } from '../../../src/core/explorer/search/search'
import type { Machine } from '../../../src/core/simulator/assemble'
import { choicesOf } from '../../../src/core/simulator/choices'
import { statusOf } from '../../../src/core/simulator/status'

/** What may not depend on how a program is searched. */
export interface Ends {
  /** Finished states, word for word: all variables and registers. */
  readonly finished: readonly string[]
  /** Deadlocks by who waits where for what. */
  readonly deadlocks: readonly string[]
  /** Lines of checks that some step fails. */
  readonly failed: readonly number[]
}

/** Searches a machine, in all orders or in those that differ, and tells how it can end; null when there are more states than `most`. */
export function endsOf(machine: Machine, reduced: boolean, most: number): Ends | null {
  const search = createSearch(machine, reduced)
  while (search.expand(64)) if (search.count > most) return null
  const { count, edgeStart, edgeLabel, labels } = search
  const words = new Int32Array(machine.layout.size)
  const [finished, deadlocks, failed] = [new Set<string>(), new Set<string>(), new Set<number>()]
  for (let state = 0; state < count; state++) {
    const [start, end] = [edgeStart[state] ?? 0, edgeStart[state + 1] ?? 0]
    for (let edge = start; edge < end; edge++) {
      const label = labels[edgeLabel[edge] ?? 0]
      if (label?.fails === true) failed.add(label.line)
    }
    if (start !== end) continue
    search.read(state, words)
    if (statusOf(machine, words) === 'deadlock') deadlocks.add(waitsIn())
    else finished.add(words.join(' '))
  }
  return { finished: [...finished].toSorted(), deadlocks: [...deadlocks].toSorted(), failed: [...failed].toSorted((a, b) => a - b) }

  function waitsIn(): string {
    const blocked = choicesOf(machine, words).filter(({ status }) => status === 'blocked')
    return blocked.map(({ name, line, waitsFor }) => `${name}:${line} ${waitsFor?.object} ${waitsFor?.holders.join()}`).join('; ')
  }
}
