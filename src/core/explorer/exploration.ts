import type { Program } from '../program/program'
import { createMachine } from '../simulator/machine'
import { LayoutFull } from '../simulator/layoutFull'
import { type Answer, answer } from './answer'
import type { ExploreOptions, Extent, Limit, Progress, Report, StateGraph } from './report'
import { createSearch, type Search } from './search'
import { stateGraph } from './stateGraph'
import { finish, type Work } from './work'

/** A search through the orders of one program, taken in slices so that whoever drives it stays awake. */
export interface Exploration {
  /** Works for about so many milliseconds; true when everything is found and answered. */
  work(ms: number): boolean
  progress(): Progress
  /** What is known: everything when done; before that, and after a limit, what was found so far, and its `extent` says so. Takes as long as the answer takes. */
  report(): Report
  /** A picture of all states, when there are no more than `limit`, and all were found. */
  graph(limit: number): StateGraph | null
}

/** What a search goes by when nobody says otherwise. */
export const usualOptions: ExploreOptions = {
  tier: 'auto',
  maxStates: 2_000_000,
  maxBytes: 1_500_000_000,
  maxMs: 60_000,
  counts: false,
  goal: null,
  spuriousWakeUps: 0
}

/** Prepares a search. `now` gives milliseconds. */
export function createExploration(program: Program, options: ExploreOptions, now: () => number): Exploration {
  let search = createSearch(createMachine(program), options.tier === 'reduced')
  let isReduced = options.tier === 'reduced'
  const progress = { doing: 'searching all orders', spent: 0 }
  let limit: Limit | null = null
  let found: Answer | null = null
  let working: Work<void> | null = everything()

  function* everything(): Work<void> {
    limit = yield* states()
    if (limit === 'states' && options.tier === 'auto') {
      isReduced = true
      search = createSearch(createMachine(program), true)
      limit = yield* states()
    }
    found = yield* answer(search, { whole: limit === null && !isReduced, counts: options.counts })
  }

  // gives the limit that ended it, null when there are no states left
  function* states(): Work<Limit | null> {
    for (;;) {
      try {
        while (search.expand(isReduced ? 16 : 256)) {
          const hit = limitHit(search)
          if (hit !== null) return hit
          yield isReduced ? 'searching orders that differ' : 'searching all orders'
        }
        return null
      } catch (full) {
        if (!(full instanceof LayoutFull)) throw full
        // the program made more than there was room for: everything again with more room
        search = createSearch(createMachine(program, full.larger), isReduced)
      }
    }
  }

  function limitHit(at: Search): Limit | null {
    if (at.count > options.maxStates) return 'states'
    if (at.bytes > options.maxBytes) return 'memory'
    return progress.spent > options.maxMs ? 'time' : null
  }

  const extent = (): Extent =>
    limit === null && found !== null
      ? { complete: true, reduced: isReduced }
      : { complete: false, because: limit ?? 'cancelled', preemptions: null, sampled: 0 }

  return {
    work(ms) {
      const start = now()
      const before = progress.spent
      while (working !== null) {
        const next = working.next()
        progress.spent = before + now() - start
        if (next.done === true) working = null
        else progress.doing = next.value
        if (progress.spent - before >= ms) break
      }
      return working === null
    },
    progress: () => ({
      states: search.count,
      transitions: search.edgeStart[search.expanded] ?? 0,
      frontier: search.count - search.expanded,
      bytes: search.bytes,
      elapsedMs: progress.spent,
      doing: progress.doing
    }),
    report() {
      const answered = found ?? finish(answer(search, { whole: false, counts: false }))
      return {
        extent: extent(),
        states: search.count,
        transitions: search.edgeStart[search.expanded] ?? 0,
        elapsedMs: progress.spent,
        ...answered,
        goal: null
      }
    },
    graph: (most) => (isReduced || limit !== null || found === null || search.count > most ? null : stateGraph(search))
  }
}
