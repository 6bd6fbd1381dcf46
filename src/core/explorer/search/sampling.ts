import type { Machine } from '../../simulator/assemble'
import { header } from '../../simulator/state/layout'
import { initialState } from '../../simulator/machine'
import type { Pick } from '../../simulator/schedule'
import { choicesIn, enabledThreads, isEnabled, restsAt, step } from '../../simulator/step'
import { word } from '../../simulator/state/words'
import { createLabels } from '../tables/labels'
import type { StateSpace } from '../stateSpace'

/** Longer runs are cut. */
const longestRun = 20_000

/**
 * One run with random priorities: always the enabled thread of highest priority, and at `depth - 1` random steps the running thread falls below all others.
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi & Nagarakatte, ASPLOS 2010): a bug of that depth is found with a chance of at least
 * 1 / (n k^(depth - 1)) for n threads and runs of k steps. `random` gives numbers from 0 up to 1; `length` is the k to go by.
 */
export function randomRun(machine: Machine, random: () => number, depth: number, length: number): Pick[] {
  const state = initialState(machine)
  const priorities: number[] = []
  const falls = Array.from({ length: depth - 1 }, () => 1 + Math.floor(random() * Math.max(1, length)))
  const picks: Pick[] = []
  for (let taken = 0; taken < longestRun; taken++) {
    const enabled = enabledThreads(machine, state)
    if (enabled.length === 0) break
    for (let thread = priorities.length; thread < word(state, header.threads); thread++) priorities.push(depth + random())
    const highest = (): number =>
      enabled.reduce<number>((best, thread) => ((priorities[thread] ?? 0) > (priorities[best] ?? 0) ? thread : best), enabled[0] ?? 0)
    const fall = falls.indexOf(taken + 1)
    if (fall >= 0) priorities[highest()] = fall / depth
    const thread = highest()
    const choice = Math.floor(random() * choicesIn(machine, state, thread))
    step(machine, state, thread, choice, null)
    picks.push({ thread, choice })
  }
  return picks
}

/** The states of one run, in a line. */
export function lineOf(machine: Machine, picks: readonly Pick[]): StateSpace {
  const labels = createLabels(machine)
  const state = initialState(machine)
  const words = [state.slice()]
  const via = new Uint16Array(picks.length + 1)
  for (const [at, { thread, choice }] of picks.entries()) {
    labels.listen()
    const pc = restsAt(machine, state, thread)
    step(machine, state, thread, choice, labels.witness)
    via[at + 1] = labels.heard({ thread, choice, pc, line: machine.program.code[pc]?.span.line ?? 0 }, [])
    words.push(state.slice())
  }
  const count = words.length
  return {
    machine,
    labels: labels.all,
    executed: new Uint8Array(machine.program.code.length),
    count,
    expanded: enabledThreads(machine, state).length === 0 ? count : count - 1,
    parent: Int32Array.from(words, (_, at) => at - 1),
    via,
    edgeStart: Int32Array.from({ length: count + 1 }, (_, at) => Math.min(at, count - 1)),
    edgeTo: Int32Array.from(picks, (_, at) => at + 1),
    edgeLabel: via.slice(1),
    read: (at, into) => into.set(words[at] ?? state),
    remembered: (ask) => (at) => ask(words[at] ?? state, () => [])
  }
}

/** How often a schedule leaves a thread that could have gone on. */
export function preemptionsIn(machine: Machine, picks: readonly Pick[]): number {
  const state = initialState(machine)
  let [last, count] = [-1, 0]
  for (const { thread, choice } of picks) {
    if (last >= 0 && thread !== last && isEnabled(machine, state, last)) count++
    step(machine, state, thread, choice, null)
    last = thread
  }
  return count
}
