import { components } from '../components'
import type { LockEdge, LockOrder } from './lockOrder'

/**
 * How hard a cycle of the lock graph was looked at: each rule asks all that those before it ask.
 *   graph     there is a cycle of locks (what simple detectors warn of)
 *   threads   its edges are of different threads
 *   gates     no two of its threads hold a common lock, which would let in only one of them
 *   forkJoin  no start or join puts one of its edges before another
 */
export const cycleRules = ['graph', 'threads', 'gates', 'forkJoin'] as const
/** A rule for cycles of the lock graph. */
export type CycleRule = (typeof cycleRules)[number]

/** A cycle of the lock graph. */
export interface LockCycle {
  /** From the lowest on: whoever holds one wants the next, and the last one's holder wants the first. */
  readonly locks: readonly number[]
  /** The last rule that it passes. By `forkJoin` it may become a deadlock in another order; else it cannot, as far as locks, starts and joins tell. */
  readonly passes: CycleRule
  /** An edge for each lock, in their order, by which it passes that rule. */
  readonly edges: readonly LockEdge[]
}

/** Cycles, and whether they are all. */
export interface LockCycles {
  readonly cycles: readonly LockCycle[]
  /** False when the search was cut off: a graph of n locks may have more than n! cycles. */
  readonly complete: boolean
}

/** Ways tried before the search for cycles is cut off: some tenths of a second. */
const mostTries = 1_000_000

/**
 * All cycles of two locks and more in which each comes once, shortest first (a lock that its own holder waits for is a deadlock already, and among those): Goodlock (Havelund, SPIN 2000) with gate locks and the order of starts and joins (Bensalem & Havelund
 * 2005; Agarwal, Wang & Stoller 2005). A single run that went well is enough to find a deadlock of other orders.
 */
export function lockCycles({ edges, isBefore }: LockOrder, tries = mostTries): LockCycles {
  const graph = lockGraph(edges)
  const budget = { left: tries }
  const cycles: LockCycle[] = []
  for (const locks of cyclesOf(graph, budget)) cycles.push(judged(locks, graph, isBefore, budget))
  cycles.sort((a, b) => a.locks.length - b.locks.length || compare(a.locks, b.locks))
  return { cycles, complete: budget.left > 0 }
}

/** Lock → wanted lock → edges. */
type LockGraph = ReadonlyMap<number, ReadonlyMap<number, readonly LockEdge[]>>

function lockGraph(edges: readonly LockEdge[]): LockGraph {
  const graph = new Map<number, Map<number, LockEdge[]>>()
  for (const edge of edges) {
    const wanted = graph.get(edge.held) ?? new Map<number, LockEdge[]>()
    const same = wanted.get(edge.wanted) ?? []
    same.push(edge)
    wanted.set(edge.wanted, same)
    graph.set(edge.held, wanted)
  }
  return graph
}

/** Every simple cycle once, from its lowest lock: a search in depth that never leaves the strongly connected component and goes to no lower lock. */
function* cyclesOf(graph: LockGraph, budget: { left: number }): Generator<number[]> {
  const locks = [...graph.keys()].toSorted((a, b) => a - b)
  const index = new Map(locks.map((lock, i) => [lock, i]))
  const successors = (i: number): number[] => [...(graph.get(locks[i] ?? -1)?.keys() ?? [])].flatMap((lock) => index.get(lock) ?? [])
  for (const component of components(locks.length, successors)) {
    const inside = new Set(component)
    for (const start of component) {
      const path = [start]
      const ways = [successors(start)]
      for (let top = ways.at(-1); top !== undefined; top = ways.at(-1)) {
        const next = top.pop()
        if (budget.left-- <= 0) return
        if (next === undefined) {
          ways.pop()
          path.pop()
        } else if (next === start && path.length > 1) yield path.map((i) => locks[i] ?? -1)
        else if (next > start && inside.has(next) && !path.includes(next)) {
          path.push(next)
          ways.push(successors(next))
        }
      }
    }
  }
}

/** Finds the strictest rule that some choice of edges passes. */
function judged(locks: readonly number[], graph: LockGraph, isBefore: LockOrder['isBefore'], budget: { left: number }): LockCycle {
  const choices = locks.map((lock, i) => graph.get(lock)?.get(locks[(i + 1) % locks.length] ?? -1) ?? [])
  const fits: readonly ((one: LockEdge, other: LockEdge) => boolean)[] = [
    () => true,
    (one, other) => one.thread !== other.thread,
    (one, other) => !one.gates.some((gate) => other.gates.includes(gate)),
    (one, other) => !isBefore(one, other) && !isBefore(other, one)
  ]
  let best: LockCycle = { locks, passes: 'graph', edges: choices.flatMap(([edge]) => edge ?? []) }
  for (let rule = 1; rule < fits.length; rule++) {
    const edges = choose(choices, (one, other) => fits.slice(0, rule + 1).every((fit) => fit(one, other)), budget)
    if (edges === null) return best
    best = { locks, passes: cycleRules[rule] ?? 'graph', edges }
  }
  return best
}

/** One edge of each list, any two of which fit together; null when there is no such choice. */
function choose(choices: readonly (readonly LockEdge[])[], fits: (one: LockEdge, other: LockEdge) => boolean, budget: { left: number }): LockEdge[] | null {
  const chosen: LockEdge[] = []
  const complete = (): boolean => {
    const next = choices[chosen.length]
    if (next === undefined) return true
    for (const edge of next) {
      if (budget.left-- <= 0) return false
      if (!chosen.every((other) => fits(edge, other))) continue
      chosen.push(edge)
      if (complete()) return true
      chosen.pop()
    }
    return false
  }
  return complete() ? chosen : null
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((lock, i) => lock !== b[i])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
