import { areDependent } from './labels'
import { type Count, sum } from './count'
import type { StateSpace } from './stateSpace'
import { type Work, stride } from './work'

/** More sets of sleeping steps than this are not counted with, and no state with more steps than bits. */
const mostSleeps = 4_000_000
const mostSteps = 31

/**
 * How many executions there are that differ in more than the order of independent steps (Mazurkiewicz traces), exactly; null when it takes too many sets. Walks
 * forward along a topological order with sleep sets (Godefroid, LNCS 1032, 1996): each class of schedules is walked once, as a step that was taken before, and
 * commutes with all that came since, is not taken again. Instead of single walks their numbers go along, by state and sleeping steps: a step that sleeps can be
 * taken still, so that a set of them is bits for the steps out of the state.
 */
export function* countExecutions(space: StateSpace, order: Int32Array): Work<bigint | null> {
  const { labels, edgeStart, edgeTo, edgeLabel } = space
  const dependent = labels.map((a) => Uint8Array.from(labels, (b) => (areDependent(a, b) ? 1 : 0)))
  const waiting: (Map<number, Count> | undefined)[] = []
  waiting[0] = new Map<number, Count>([[0, 1]])
  // whose step, and which way
  const takes = Float64Array.from(labels, ({ thread, choice }) => thread * 2 ** 20 + choice)
  let total: Count = 0
  let sleeps = 0
  // for each step of a state and each other one: its bit behind that step, where both commute
  const bits = new Int32Array(mostSteps * mostSteps)
  for (const [at, state] of order.entries()) {
    if (at % stride === 0) yield 'counting executions that differ'
    const here = waiting[state]
    if (here === undefined) continue
    waiting[state] = undefined
    const [start, end] = [edgeStart[state] as number, edgeStart[state + 1] as number]
    const steps = end - start
    if (steps > mostSteps) return null
    if (steps === 0) for (const walks of here.values()) total = sum(total, walks)
    for (let step = 0; step < steps; step++) bitsBehind(start, steps, step)
    for (const [sleepers, walks] of here) {
      let asleep = sleepers
      for (let step = 0; step < steps; step++) {
        if (((sleepers >>> step) & 1) === 1) continue
        let next = 0
        for (let rest = asleep; rest !== 0; rest &= rest - 1) next |= bits[step * mostSteps + 31 - Math.clz32(rest & -rest)] as number
        asleep |= 1 << step
        const to = edgeTo[start + step] as number
        const there = (waiting[to] ??= new Map<number, Count>())
        const known = there.get(next)
        if (known === undefined && ++sleeps > mostSleeps) return null
        there.set(next, known === undefined ? walks : sum(known, walks))
      }
    }
  }
  return BigInt(total)

  function bitsBehind(start: number, steps: number, step: number): void {
    const label = edgeLabel[start + step] as number
    const to = edgeTo[start + step] as number
    const first = edgeStart[to] as number
    const last = edgeStart[to + 1] as number
    for (let other = 0; other < steps; other++) {
      let bit = 0
      const sleeper = edgeLabel[start + other] as number
      if (dependent[sleeper]?.[label] !== 1) {
        for (let edge = first; edge < last && bit === 0; edge++) if (takes[edgeLabel[edge] as number] === takes[sleeper]) bit = 1 << (edge - first)
      }
      bits[step * mostSteps + other] = bit
    }
  }
}
