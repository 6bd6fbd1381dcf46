import type { Pick } from '../../simulator/schedule'
import type { Machine } from '../../simulator/assemble'
import { header, objectBase, threadBase, threadWord } from '../../simulator/state/layout'
import { isDaemon } from '../../simulator/operations/threadEnd'
import type { Witness } from '../../simulator/telling/witness'

/** A kind of step: whose, which way, from which instruction, and what it touches. */
export interface Label extends Pick {
  /** The instruction that the thread rested at, and its line. */
  readonly pc: number
  readonly line: number
  /** Shared variables, by the address of their payload word. */
  readonly reads: readonly number[]
  readonly writes: readonly number[]
  /**
   * What else is touched, by the address that stands for it: sync objects by their first word, threads that are started or asked about by their status, the
   * output and the numbers of things made by their words of the header. Touching is as good as writing.
   */
  readonly objects: readonly number[]
  /** The status words of threads that end. That somebody waits for an end makes no conflict: an end once come stays. */
  readonly ends: readonly number[]
  /** The daemons that end with the program by this step: what they might have done comes before it or never. */
  readonly stops: readonly number[]
  /** Whether a check failed. */
  readonly fails: boolean
}

/** Whether two steps may not be swapped: both of one thread, or conflicting on a variable, or touching one object, or one is of a daemon that the other ends. */
export const areDependent = (a: Label, b: Label): boolean =>
  a.thread === b.thread ||
  conflictsOf(a, b).length > 0 ||
  a.objects.some((one) => b.objects.includes(one) || b.ends.includes(one)) ||
  a.ends.some((one) => b.objects.includes(one)) ||
  a.stops.includes(b.thread) ||
  b.stops.includes(a.thread)

/** The variables that both access, at least one of them writing. */
export const conflictsOf = (a: Label, b: Label): number[] => [
  ...a.writes.filter((variable) => b.writes.includes(variable) || b.reads.includes(variable)),
  ...a.reads.filter((variable) => b.writes.includes(variable) && !a.writes.includes(variable))
]

/** Gives labels numbers, and listens to steps for what they touch. */
export interface Labels {
  readonly all: readonly Label[]
  readonly witness: Witness
  /** Forgets what was heard. */
  listen(): void
  /** The number of the label of the step that was heard. `made` are the words of the header that it changed, the output's aside. */
  heard(step: Pick & { readonly pc: number; readonly line: number }, made: readonly number[]): number
}

/**
 * Knows no label yet. In a program that has daemons the end of any other touches main's status: who ends last ends them, so that two such ends may not be swapped.
 */
export function createLabels(machine: Machine): Labels {
  const { program, layout } = machine
  const hasDaemons = program.code.some((instruction) => instruction.do === 'makeThread' && instruction.daemon !== null)
  const all: Label[] = []
  // of each thread's ways at each instruction
  const numbers = new Map<number, number[]>()
  let reads: number[] = []
  let writes: number[] = []
  let objects: number[] = []
  let ends: number[] = []
  let ended: number[] = []
  let fails = false
  const statusOf = (thread: number): number => threadBase(layout, thread) + threadWord.status
  const onObject = (_thread: number, _line: number, touched: number): void => note(objects, objectBase(layout, touched))
  const onThread = (_thread: number, _line: number, target: number): void => note(objects, statusOf(target))
  const witness: Witness = {
    made: () => {},
    madeList: () => {},
    acquired: onObject,
    released: onObject,
    acquiredShared: onObject,
    releasedShared: onObject,
    tryFailed: onObject,
    gaveUp: onObject,
    asked: onObject,
    waitBegan: onObject,
    woken: onObject,
    timedOut: onObject,
    notified: onObject,
    set: onObject,
    cleared: onObject,
    arrived: onObject,
    left: onObject,
    broken: onObject,
    put: onObject,
    got: onObject,
    taskDone: onObject,
    workBegan: () => {},
    workEnded: () => {},
    chose: () => {},
    joined: () => {},
    gaveUpJoin: onThread,
    askedAlive: onThread,
    read: (_thread, _line, variable) => note(reads, variable),
    foundUnbound: (_thread, _line, variable) => note(reads, variable),
    written: (_thread, _line, variable) => note(writes, variable),
    started: onThread,
    resumed: () => {},
    suspends: () => {},
    ended(thread) {
      ended.push(thread)
      note(ends, statusOf(thread))
      if (hasDaemons && !isDaemon(machine, machine.context.state, thread)) note(objects, statusOf(0))
    },
    printed: () => note(objects, header.output),
    checkFailed: () => {
      fails = true
    },
    raised: () => {}
  }
  return {
    all,
    witness,
    listen() {
      reads = []
      writes = []
      objects = []
      ends = []
      ended = []
      fails = false
    },
    heard({ thread, choice, pc, line }, made) {
      const touched = made.length === 0 ? objects : [...objects, ...made]
      const stops = ended.filter((other) => other !== thread)
      const label: Label = { thread, choice, pc, line, reads, writes, objects: touched, ends, stops, fails }
      const place = pc + mostPlaces * (choice + mostChoices * thread)
      const here = numbers.get(place) ?? []
      const known = here.find((number) => isSame(all[number], label))
      if (known !== undefined) return known
      if (all.length > 0xffff) throw new Error('more than 65,536 kinds of steps')
      numbers.set(place, [...here, all.length])
      return all.push(label) - 1
    }
  }
}

// more instructions, or ways of one, than any program has
const mostPlaces = 2 ** 24
const mostChoices = 2 ** 12

function note(noted: number[], address: number): void {
  if (!noted.includes(address)) noted.push(address)
}

const isSame = (a: Label | undefined, b: Label): boolean =>
  a !== undefined &&
  a.fails === b.fails &&
  areEqual(a.reads, b.reads) &&
  areEqual(a.writes, b.writes) &&
  areEqual(a.objects, b.objects) &&
  areEqual(a.ends, b.ends)

const areEqual = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((one, at) => one === b[at])
