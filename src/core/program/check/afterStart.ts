import { successorsOf } from './flow'
import type { Lowered } from '../lower/lower'
import { atomOfSite, functionOfAtom, siteOfAtom, type Values } from './values'

/** How functions hang together: who calls whom, and which threads run what. */
export interface Calls {
  /** Per function: the functions it may call. */
  readonly calls: readonly ReadonlySet<number>[]
  /** Functions that are targets of threads. */
  readonly targets: ReadonlySet<number>
  /** The function that an instruction belongs to. */
  readonly functionAt: readonly number[]
}

/** Finds the calls of a program. */
export function findCalls(lowered: Lowered, values: Values): Calls {
  const calls = lowered.functions.map(() => new Set<number>())
  const targets = new Set<number>()
  const functionAt: number[] = []
  for (const [number, code] of lowered.functions.entries()) {
    for (let at = code.entry; at < code.end; at++) {
      functionAt[at] = number
      const instruction = lowered.code[at]
      if (instruction?.do !== 'call' && instruction?.do !== 'makeThread') continue
      for (const atom of values.of(instruction.target, number)) {
        const called = functionOfAtom(atom)
        if (called !== null) (instruction.do === 'call' ? calls[number] : targets)?.add(called)
      }
    }
  }
  return { calls, targets, functionAt }
}

/** The functions that run when this one does, itself included. */
export function reachedFrom(calls: Calls, root: number): ReadonlySet<number> {
  const reached = new Set([root])
  for (const number of reached) for (const called of calls.calls[number] ?? []) reached.add(called)
  return reached
}

/** The instructions that may run when some thread was started already. Those of threads always do. */
export function findAfterStart(lowered: Lowered, values: Values, calls: Calls): ReadonlySet<number> {
  const next = successorsOf(lowered.code, lowered.handlers)
  const starts = new Set(lowered.code.flatMap((instruction, at) => (instruction.do === 'start' ? [calls.functionAt[at] ?? 0] : [])))
  const mayStart = (number: number): boolean => [...reachedFrom(calls, number)].some((reached) => starts.has(reached))
  const after = new Set<number>()
  const open: number[] = []
  const reach = (at: number | undefined): void => {
    if (at === undefined || after.has(at)) return
    after.add(at)
    open.push(at)
  }
  const calledAt = (at: number): number[] => {
    const instruction = lowered.code[at]
    if (instruction?.do !== 'call') return []
    return [...values.of(instruction.target, calls.functionAt[at] ?? 0)].map((atom) => functionOfAtom(atom)).filter((called) => called !== null)
  }
  for (const target of calls.targets) reach(lowered.functions[target]?.entry)
  for (const [at, instruction] of lowered.code.entries()) {
    if (instruction.do === 'start' || calledAt(at).some(mayStart)) for (const to of next[at] ?? []) reach(to)
  }
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const to of next[at] ?? []) reach(to)
    for (const called of calledAt(at)) reach(lowered.functions[called]?.entry)
  }
  return after
}

/** Module-level names that main binds when threads may run already, and that some function mentions: others can see the binding happen. */
export function sharedByMain(lowered: Lowered, calls: Calls, after: ReadonlySet<number>): ReadonlySet<string> {
  const shared = new Set<string>()
  for (const [at, instruction] of lowered.code.entries()) {
    if (instruction.do !== 'writeName' || !after.has(at)) continue
    const name = lowered.names[instruction.name] ?? ''
    if (calls.functionAt[at] !== (lowered.owners.get(name) ?? 0)) continue
    if (lowered.mentioned.has(name)) shared.add(name)
  }
  return shared
}

/** The sites of lists whose elements some function stores to, or main while threads may run. */
export function sharedLists(lowered: Lowered, values: Values, calls: Calls, after: ReadonlySet<number>): ReadonlySet<number> {
  const shared = new Set<number>()
  for (const [at, instruction] of lowered.code.entries()) {
    const inFunction = calls.functionAt[at] ?? 0
    if (instruction.do !== 'writeItem' || (inFunction === 0 && !after.has(at))) continue
    for (const atom of values.of(instruction.list, inFunction)) {
      const site = siteOfAtom(atom)
      if (site !== null) shared.add(site)
    }
  }
  return shared
}

/** Whether a thread other than the starter may join a thread or ask whether it lives, so that it matters when it is started. */
export function startMatters(lowered: Lowered, values: Values, calls: Calls): boolean {
  const roots = [0, ...calls.targets].map((root) => ({ root, runs: reachedFrom(calls, root) }))
  const rootsDoing = (what: readonly ('start' | 'join' | 'isAlive')[], site: number): number[] =>
    roots.flatMap(({ root, runs }) =>
      lowered.code.some((instruction, at) => {
        const inFunction = calls.functionAt[at] ?? 0
        if (instruction.do !== 'start' && instruction.do !== 'join' && instruction.do !== 'isAlive') return false
        return what.includes(instruction.do) && runs.has(inFunction) && values.of(instruction.thread, inFunction).has(atomOfSite(site))
      })
        ? [root]
        : []
    )
  const isPassedOn = (site: number): boolean => [...values.names, ...values.elements].some((held) => held.has(atomOfSite(site)))
  return lowered.sites.some((made, site) => {
    // a task begins where it is made: nobody has it in hand before
    if (made.kind !== 'thread' || made.role === 'task') return false
    const starters = rootsDoing(['start'], site)
    return rootsDoing(['join', 'isAlive'], site).some((joiner) => starters.some((starter) => starter !== joiner || (joiner !== 0 && isPassedOn(site))))
  })
}
