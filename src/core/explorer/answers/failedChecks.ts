import { type Pick, scheduleText } from '../../simulator/schedule'
import { nameOfThread } from '../../simulator/telling/names'
import { sourceLine } from '../../simulator/telling/sourceLine'
import type { FailureShown, Findings } from './findings'
import { type StateSpace, statesAlong } from '../stateSpace'
import type { Ways } from './ways'
import { stride, type Work } from '../work'

/** A check that fails in the next step of some thread. */
export interface FailingCheck extends FailureShown {
  readonly next: Pick
}

/** Sorts states by the checks that fail in one of the steps out of them; each list is one finding. A run goes on after such a step, so no state tells later. */
export function* findFailedChecks(space: StateSpace): Work<Findings<readonly FailingCheck[]>> {
  const { labels, edgeStart, edgeLabel, expanded, count, machine } = space
  const of = new Int32Array(count).fill(-1)
  const all: Findings<readonly FailingCheck[]>['all'] = []
  const numbers = new Map<string, number>()
  const words = new Int32Array(machine.layout.size)
  if (!labels.some(({ fails }) => fails)) return { all, of }
  for (let state = 0; state < expanded; state++) {
    if (state % stride === 0) yield 'looking for failed checks'
    const failing = [...edgeLabel.subarray(edgeStart[state], edgeStart[state + 1])].filter((label) => labels[label]?.fails === true)
    if (failing.length === 0) continue
    const key = failing.join()
    let number = numbers.get(key)
    if (number === undefined) {
      space.read(state, words)
      number = all.push({ what: failing.map((label) => checkOf(space, words, label)), first: state, states: 0 }) - 1
      numbers.set(key, number)
    }
    of[state] = number
    const found = all[number]
    if (found !== undefined) found.states++
  }
  return { all, of }
}

function checkOf({ labels, machine }: StateSpace, words: Int32Array, label: number): FailingCheck {
  const { thread = 0, choice = 0, line = 0 } = labels[label] ?? {}
  const message = `\`${sourceLine(machine.program, line)}\` does not hold`
  return { kind: 'check', line, message, thread: nameOfThread(machine, words, thread), next: { thread, choice } }
}

/** The ways to a state with one step more. */
export function withStep(space: StateSpace, { shortest, fewestPreemptions, preemptions }: Ways, next: Pick): Ways {
  const longer = (schedule: string): string => `${schedule} ${scheduleText([next])}`.trim()
  return {
    shortest: longer(shortest),
    fewestPreemptions: longer(fewestPreemptions),
    preemptions: preemptions + (isPreempted(space, fewestPreemptions, next) ? 1 : 0)
  }
}

// whether the thread that moved last could have gone on
function isPreempted(space: StateSpace, schedule: string, next: Pick): boolean {
  const picks = schedule === '' ? [] : schedule.split(' ').map((entry) => entry.split('/').map(Number))
  const last = picks.at(-1)?.[0]
  if (last === undefined || last === next.thread) return false
  const steps = picks.map(([thread = 0, choice = 0]) => ({ thread, choice }))
  const state = statesAlong(space, steps).at(-1) ?? 0
  return [...space.edgeLabel.subarray(space.edgeStart[state], space.edgeStart[state + 1])].some((label) => space.labels[label]?.thread === last)
}
