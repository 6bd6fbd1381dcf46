import { eachVariable, isAtomic } from '../../simulator/telling/names'
import { conflictsOf, type Label } from '../tables/labels'
import type { StateSpace } from '../stateSpace'
import { stride, type Work } from '../work'

/** Two conflicting plain accesses that can both happen next, with the nearest state in which they can. */
export interface RacingPair {
  readonly variable: string
  readonly lines: readonly [number, number]
  readonly threads: readonly [number, number]
  readonly state: number
}

/**
 * The data races of a program: some reachable state has two steps of different threads enabled that access one variable, at least one of them writing. For
 * programs whose variables are all plain this is the same as a race by happens-before in some order. Two atomic read-modify-writes do not race, and nothing
 * races on an atomic variable.
 */
export function* findRaces(space: StateSpace): Work<RacingPair[]> {
  const { labels, expanded } = space
  const found: RacingPair[] = []
  const words = new Int32Array(space.machine.layout.size)
  // for each label those with which it was already looked at
  const seen = labels.map(({ reads, writes }) => (reads.length + writes.length > 0 ? new Uint8Array(labels.length) : null))
  for (let state = 0; state < expanded; state += stride) {
    yield 'looking for data races'
    for (const meeting of meetings(space, seen, state, Math.min(expanded, state + stride))) {
      const [a, b] = [labels[meeting.one], labels[meeting.two]]
      if (a === undefined || b === undefined || a.thread === b.thread || (isUpdate(space, a) && isUpdate(space, b))) continue
      for (const variable of conflictsOf(a, b)) {
        space.read(meeting.state, words)
        const name = nameAt(space, words, variable)
        const lines = a.line <= b.line ? ([a.line, b.line] as const) : ([b.line, a.line] as const)
        const threads = a.line <= b.line ? ([a.thread, b.thread] as const) : ([b.thread, a.thread] as const)
        if (name !== null && !found.some((race) => race.variable === name && race.lines[0] === lines[0] && race.lines[1] === lines[1]))
          found.push({ variable: name, lines, threads, state: meeting.state })
      }
    }
  }
  return found
}

interface Meeting {
  readonly one: number
  readonly two: number
  readonly state: number
}

// labels that access variables, and can both be next in a state for the first time
function meetings({ edgeStart, edgeLabel }: StateSpace, seen: readonly (Uint8Array | null)[], from: number, until: number): Meeting[] {
  const found: Meeting[] = []
  for (let state = from; state < until; state++) {
    const end = edgeStart[state + 1] as number
    for (let edge = edgeStart[state] as number; edge < end - 1; edge++) {
      const one = edgeLabel[edge] as number
      const seenWith = seen[one] as Uint8Array | null
      if (seenWith === null) continue
      for (let other = edge + 1; other < end; other++) {
        const two = edgeLabel[other] as number
        if (seenWith[two] === 1 || seen[two] === null) continue
        seenWith[two] = 1
        found.push({ one, two, state })
      }
    }
  }
  return found
}

const isUpdate = ({ machine }: StateSpace, { pc }: Label): boolean => machine.program.code[pc]?.do === 'update'

// null for an atomic variable, too
function nameAt({ machine }: StateSpace, words: Int32Array, variable: number): string | null {
  let found: string | null = null
  eachVariable(machine, words, (name, address) => {
    if (address === variable && !isAtomic(machine.program, name)) found = name
  })
  return found
}
