import type { Pick } from '../../simulator/schedule'
import type { Dependence } from './dependence'
import type { StateSpace } from '../stateSpace'
import { stride, type Work } from '../work'

interface Place {
  readonly state: number
  /** Labels of steps that need not be taken from here. */
  readonly asleep: number[]
  /** The edge to look at next. */
  edge: number
}

/**
 * One schedule of each execution that differs in more than the order of independent steps, up to `most`: depth first with sleep sets (Godefroid 1996), the lowest
 * thread first. For state spaces without circles. `visit` is given the schedule and the state it ends in.
 */
export function* representatives(
  space: StateSpace,
  { isDependent, wayOf }: Dependence,
  most: number,
  visit: (picks: readonly Pick[], end: number) => void
): Work<void> {
  const { edgeStart, edgeTo, edgeLabel, labels } = space
  const path: Place[] = [{ state: 0, asleep: [], edge: edgeStart[0] ?? 0 }]
  const picks: Pick[] = []
  let [found, looked] = [0, 0]
  for (let place = path.at(-1); place !== undefined && found < most; place = path.at(-1)) {
    if (looked++ % stride === 0) yield 'looking for executions that differ'
    const end = edgeStart[place.state + 1] ?? 0
    if (end === edgeStart[place.state]) {
      visit(picks, place.state)
      found++
    }
    if (place.edge >= end) {
      path.pop()
      picks.pop()
      continue
    }
    const edge = place.edge++
    const label = edgeLabel[edge] ?? 0
    const step = labels[label]
    if (step === undefined || place.asleep.some((other) => wayOf[other] === wayOf[label])) continue
    const asleep = place.asleep.filter((other) => !isDependent(other, label))
    place.asleep.push(label)
    const state = edgeTo[edge] ?? 0
    path.push({ state, asleep, edge: edgeStart[state] ?? 0 })
    picks.push({ thread: step.thread, choice: step.choice })
  }
}
