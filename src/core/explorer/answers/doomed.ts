import { reaching, turnRound } from './backwards'
import { isEnd, standing } from './ends'
import type { StateSpace } from '../stateSpace'
import { inStretches, type Work } from '../work'

/** The states from which no finished state can be reached any more: 1 for each, and how many. */
export interface Doomed {
  readonly is: Uint8Array
  readonly count: number
}

/** Finds the doomed states of a whole space. With an order in which every step leads onwards one pass against it is enough, and none where nothing is deadlocked. */
export function* findDoomed(space: StateSpace, ends: Uint8Array, order: Int32Array | null): Work<Doomed> {
  if (order !== null && !ends.includes(standing.deadlock)) return { is: new Uint8Array(space.count), count: 0 }
  const saved = order === null ? yield* savedByEdges(space, ends) : yield* savedInOrder(space, ends, order)
  let count = 0
  for (let state = 0; state < saved.length; state++) count += saved[state] = 1 - (saved[state] as number)
  return { is: saved, count }
}

function* savedByEdges(space: StateSpace, ends: Uint8Array): Work<Uint8Array> {
  const good: number[] = []
  for (const [state, how] of ends.entries()) if (isEnd(how)) good.push(state)
  return yield* reaching(yield* turnRound(space), good, space.count)
}

function* savedInOrder({ count, edgeStart, edgeTo }: StateSpace, ends: Uint8Array, order: Int32Array): Work<Uint8Array> {
  const saved = new Uint8Array(count)
  yield* inStretches(count, 'looking back from the ends', (from, until) => {
    for (let at = count - 1 - from; at >= count - until; at--) lookFrom(order[at] as number)
    return true
  })
  return saved

  function lookFrom(state: number): void {
    let one = isEnd(ends[state])
    const end = edgeStart[state + 1] as number
    for (let edge = edgeStart[state] as number; edge < end && !one; edge++) one = saved[edgeTo[edge] as number] === 1
    if (one) saved[state] = 1
  }
}
