import type { StateSpace } from '../stateSpace'
import { stride, type Work } from '../work'

/** The edges of a state space turned round, in compressed rows: the states before state n are `from[start[n]] … from[start[n + 1] - 1]`. */
export interface Backwards {
  readonly start: Int32Array
  readonly from: Int32Array
}

/** Turns all edges round. */
export function* turnRound(space: StateSpace): Work<Backwards> {
  const { count, expanded, edgeStart, edgeTo } = space
  const edges = edgeStart[expanded] ?? 0
  const start = new Int32Array(count + 2)
  for (let edge = 0; edge < edges; edge++) {
    const to = (edgeTo[edge] as number) + 2
    start[to] = (start[to] as number) + 1
  }
  yield 'turning steps round'
  for (let state = 2; state < count + 2; state++) start[state] = (start[state] as number) + (start[state - 1] as number)
  const from = new Int32Array(edges)
  // `start` is one place ahead while it fills, and right when done
  for (let state = 0; state < expanded; state++) {
    for (let edge = edgeStart[state] as number; edge < (edgeStart[state + 1] as number); edge++) {
      const to = (edgeTo[edge] as number) + 1
      from[start[to] as number] = state
      start[to] = (start[to] as number) + 1
    }
    if (state % stride === 0) yield 'turning steps round'
  }
  return { start: start.subarray(0, count + 1), from }
}

/** The states from which some of `targets` can be reached, themselves included: 1 for each. */
export function* reaching(backwards: Backwards, targets: Iterable<number>, count: number): Work<Uint8Array> {
  const reached = new Uint8Array(count)
  const open: number[] = []
  for (const target of targets) {
    reached[target] = 1
    open.push(target)
  }
  for (let state = open.pop(), done = 0; state !== undefined; state = open.pop(), done++) {
    for (let at = backwards.start[state] as number; at < (backwards.start[state + 1] as number); at++) {
      const before = backwards.from[at] as number
      if (reached[before] === 1) continue
      reached[before] = 1
      open.push(before)
    }
    if (done % stride === 0) yield 'looking back from the ends'
  }
  return reached
}
