import type { Dependence } from './dependence'
import type { StateSpace } from '../stateSpace'
import { createWalks } from './walks'
import { inStretches, type Work } from '../work'

/** More sets of sleeping steps than this are not counted with, and no state with more steps than bits. */
const mostSleeps = 4_000_000
const mostSteps = 31

/**
 * How many executions there are that differ in more than the order of independent steps (Mazurkiewicz traces), exactly; null when it takes too many sets. Walks
 * forward along a topological order with sleep sets (Godefroid, LNCS 1032, 1996): each class of schedules is walked once, as a step that was taken before, and
 * commutes with all that came since, is not taken again. Instead of single walks their numbers go along, by state and sleeping steps: a step that sleeps can be
 * taken still, so that a set of them is bits for the steps out of the state.
 */
export function* countExecutions(space: StateSpace, order: Int32Array, { isDependent, wayOf, ways }: Dependence): Work<bigint | null> {
  const { edgeStart, edgeTo, edgeLabel } = space
  const walks = createWalks(space.count)
  walks.many.setOne(walks.slotOf(0, 0))
  // for each step of a state and each other one: its bit behind that step, where both commute
  const bits = new Int32Array(mostSteps * mostSteps)
  // for each way that a thread can step: its bit among the steps out of the state that is looked at
  const bitOf = new Int32Array(ways)
  const hadRoom = yield* inStretches(order.length, 'counting executions that differ', (from, until) => {
    for (let at = from; at < until; at++) {
      const state = order[at] as number
      const here = walks.first[state] as number
      if (here === 0) continue
      const start = edgeStart[state] as number
      const steps = (edgeStart[state + 1] as number) - start
      if (steps > mostSteps || walks.slots > mostSleeps) return false
      for (let step = 0; step < steps; step++) bitsBehind(start, steps, step)
      for (let slot = here; slot !== 0; slot = walks.nextOf(slot)) {
        if (steps === 0) walks.many.add(0, slot)
        else goOn(slot, start, steps)
      }
    }
    return true
  })
  return hadRoom ? walks.many.valueAt(0) : null

  function goOn(slot: number, start: number, steps: number): void {
    const sleepers = walks.asleepIn(slot)
    let asleep = sleepers
    for (let step = 0; step < steps; step++) {
      if (((sleepers >>> step) & 1) === 1) continue
      let next = 0
      for (let rest = asleep; rest !== 0; rest &= rest - 1) next |= bits[step * mostSteps + 31 - Math.clz32(rest & -rest)] as number
      asleep |= 1 << step
      walks.many.add(walks.slotOf(edgeTo[start + step] as number, next), slot)
    }
  }

  function bitsBehind(start: number, steps: number, step: number): void {
    const label = edgeLabel[start + step] as number
    const to = edgeTo[start + step] as number
    const first = edgeStart[to] as number
    const last = edgeStart[to + 1] as number
    for (let edge = first; edge < last; edge++) bitOf[wayOf[edgeLabel[edge] as number] as number] = 1 << (edge - first)
    for (let other = 0; other < steps; other++) {
      const sleeper = edgeLabel[start + other] as number
      bits[step * mostSteps + other] = isDependent(sleeper, label) ? 0 : (bitOf[wayOf[sleeper] as number] as number)
    }
    for (let edge = first; edge < last; edge++) bitOf[wayOf[edgeLabel[edge] as number] as number] = 0
  }
}
