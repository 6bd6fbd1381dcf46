import type { Machine } from '../../simulator/assemble'
import { choicesOf } from '../../simulator/choices'
import { claimWords, doesHold } from '../../simulator/operations/claims'
import { header } from '../../simulator/state/layout'
import { nameOfThread } from '../../simulator/telling/names'
import { failuresOf } from '../../simulator/status'
import { isOver } from '../../simulator/step'
import { variablesOf } from '../../simulator/telling/variables'
import { word } from '../../simulator/state/words'
import { isEnd, standing, standingStill } from './ends'
import type { Deadlock, Outcome } from '../report'
import type { StateSpace } from '../stateSpace'
import { stride, type Work } from '../work'

/** Something that some states show: an outcome, a way to be deadlocked, an exception. */
export interface Finding<What> {
  readonly what: What
  /** The nearest state that shows it. */
  readonly first: number
  /** How many states show it. */
  states: number
}

/** What an outcome shows of itself, without ways to it. */
export type OutcomeShown = Pick<Outcome, 'output' | 'variables' | 'failed'>
/** What a deadlock shows of itself. */
export type DeadlockShown = Pick<Deadlock, 'waits' | 'cycle'>
/** What an exception shows of itself. */
export interface FailureShown {
  readonly kind: string
  readonly line: number
  readonly message: string
  readonly thread: string
}

/** All that states show, and for each state which of it: numbers into `all`, -1 for nothing. */
export interface Findings<What> {
  readonly all: Finding<What>[]
  readonly of: Int32Array
}

/** Sorts the ends of finished runs by what came out. */
export function findOutcomes(space: StateSpace, ends: Uint8Array): Work<Findings<OutcomeShown>> {
  return group(
    space,
    standingStill(space).filter((state) => isEnd(ends[state])),
    (words) => outcomeOf(space, words)
  )
}

function outcomeOf({ machine }: StateSpace, words: Int32Array): OutcomeShown {
  const lines = machine.pools.lines(word(words, header.output))
  return {
    output: lines.filter(({ stream }) => stream === 'stdout').map(({ text }) => text),
    variables: variablesIn(machine, words),
    failed: failuresOf(machine, words).map(({ thread, kind }) => `${nameOfThread(machine, words, thread)}: ${kind}`)
  }
}

// a program may say itself what counts
function variablesIn(machine: Machine, words: Int32Array): Outcome['variables'] {
  const { claims } = machine.program
  const values =
    claims === undefined ? Object.entries(variablesOf(machine, words)) : claims.outcome.map((claim) => [claim.text, claimWords(machine, claim, words)])
  return Object.fromEntries(values.map(([name, value]) => [name, String(value)]))
}

/** Sorts deadlocks by who waits for what. */
export function findDeadlocks(space: StateSpace, ends: Uint8Array): Work<Findings<DeadlockShown>> {
  return group(
    space,
    standingStill(space).filter((state) => ends[state] === standing.deadlock),
    (words) => deadlockOf(space, words)
  )
}

function deadlockOf({ machine }: StateSpace, words: Int32Array): DeadlockShown {
  const blocked = choicesOf(machine, words).filter(({ status }) => status === 'blocked')
  const name = (thread: number): string => nameOfThread(machine, words, thread)
  const waits = blocked.map(({ thread, line, waitsFor }) => ({
    thread: name(thread),
    line,
    waitsFor: waitsFor?.object ?? '',
    heldBy: (waitsFor?.holders ?? []).map(name)
  }))
  return { waits, cycle: cycleIn(waits) }
}

// follows each wait to its first holder until somebody comes twice
function cycleIn(waits: DeadlockShown['waits']): string[] {
  let shortest: string[] = []
  for (const start of waits) {
    const path: string[] = []
    for (let at: typeof start | undefined = start; at !== undefined && path.length <= 2 * waits.length; ) {
      const holder: string | undefined = at.heldBy[0]
      // whose end is waited for comes next in any case
      path.push(at.thread, ...(at.waitsFor === holder ? [] : [at.waitsFor]))
      if (holder === start.thread && (shortest.length === 0 || path.length < shortest.length)) shortest = path
      if (holder === start.thread) break
      at = waits.find(({ thread }) => thread === holder)
    }
  }
  return shortest
}

/** Sorts all states by the exceptions that have ended threads so far, and finished ones by whether they are as expected; each list is one finding. */
export function findFailures(space: StateSpace): Work<Findings<readonly FailureShown[]>> {
  const { machine, count, expanded } = space
  const numbered = (from: number): number[] => Array.from({ length: count - from }, (_, i) => from + i)
  // where nothing was ever raised only finished states can disappoint
  const concerned = machine.pools.exceptions > 0 ? numbered(0) : [...standingStill(space), ...numbered(expanded)]
  return group(space, concerned, (words) => {
    const failures = failuresOf(space.machine, words)
    const shown = failures.map(({ thread, kind, message, line }): FailureShown => ({ kind, line, message, thread: nameOfThread(space.machine, words, thread) }))
    const all = [...shown, ...disappointments(space.machine, words)]
    return all.length === 0 ? null : all
  })
}

// what a program expects of its finished runs, where it is not so
function disappointments(machine: Machine, words: Int32Array): FailureShown[] {
  const expect = machine.program.claims?.expect ?? null
  if (expect === null || !isOver(machine, words)) return []
  return doesHold(machine, expect, words) ? [] : [{ kind: 'expect', line: expect.span.line, message: `\`${expect.text}\` does not hold`, thread: '' }]
}

function* group<What>(space: StateSpace, concerned: readonly number[], show: (words: Int32Array) => What | null): Work<Findings<What>> {
  const all: Finding<What>[] = []
  const numbers = new Map<string, number>()
  // where nobody is concerned nothing is found
  const of = new Int32Array(concerned.length === 0 ? 0 : space.count).fill(-1)
  let first = 0
  const numberOf = space.remembered((words) => {
    const what = show(words)
    if (what === null) return -1
    const key = JSON.stringify(what)
    const known = numbers.get(key) ?? all.push({ what, first, states: 0 }) - 1
    numbers.set(key, known)
    return known
  })
  for (const [at, state] of concerned.entries()) {
    if (at % stride === 0) yield 'sorting what comes out'
    first = state
    const number = numberOf(state)
    of[state] = number
    const found = all[number]
    if (found !== undefined) found.states++
  }
  return { all, of }
}
