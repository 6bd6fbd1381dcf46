import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, raiser } from '../assembly'
import { isOwned } from './conditionOperations'
import { isNumeric, kindCodes, noMethod, typeName } from '../state/kindCodes'
import { lockOf } from './locks'
import { isOfProcesses } from './ofProcesses'
import { readerOf } from '../state/reader'
import { subsetAt, subsetCount } from './subsets'
import { waitersOf, wake } from './waitSet'

type Notify = Extract<Instruction, { do: 'notify' }>

/** Which threads each way of a notify takes out of the wait set. */
interface Notification {
  readonly waiters: readonly number[]
  /** How many of them go on. */
  readonly size: number
}

/** `notify(n)`: any n of those that wait go on, as the way tells; `notify_all()`: all of them. */
export function notifyOperation(assembly: Assembly, pc: number, instruction: Notify): Operation {
  const { context } = assembly
  const { condition, count, unlocked = false, span } = instruction
  const read = readerOf(assembly, pc, condition)
  const asked = count === null ? null : readerOf(assembly, pc, count)
  const notification = notificationOf(assembly, pc, instruction)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read.kind(state, base)
    if (kind !== kindCodes.condition) return raise('TypeError', noMethod(kind, count === null ? 'notify_all' : 'notify'))
    const object = read.payload(state, base)
    if (!unlocked) {
      context.witness?.asked(context.thread, span.line, lockOf(assembly.layout, state, kind, object))
      if (!isOwned(assembly, state, object, context.thread)) {
        if (isOfProcesses(assembly, state, object)) return raise('AssertionError', 'lock is not owned')
        return raise('RuntimeError', 'cannot notify on un-acquired lock')
      }
    }
    const { waiters, size } = notification(state, base)
    const given = asked === null ? kindCodes.int : asked.kind(state, base)
    if (waiters.length > 0 && !isNumeric(given)) return raise('TypeError', `'>' not supported between instances of '${typeName(given)}' and 'int'`)
    for (const place of subsetAt(waiters.length, size, context.choice)) {
      context.witness?.notified(context.thread, span.line, object, waiters[place] ?? -1)
      wake(assembly, state, object, waiters[place] ?? -1, span.line)
    }
    if (size === 0) context.witness?.notified(context.thread, span.line, object, -1)
    return pc + 1
  }
}

/** Who may be taken out of the wait set by the notify at `pc`; nobody where it will raise. */
function notificationOf(assembly: Assembly, pc: number, { condition, count }: Notify): (state: Int32Array, base: number) => Notification {
  const read = readerOf(assembly, pc, condition)
  const asked = count === null ? null : readerOf(assembly, pc, count)
  return (state, base) => {
    const waiters = read.kind(state, base) === kindCodes.condition ? waitersOf(assembly, state, read.payload(state, base)) : []
    const size = asked === null ? waiters.length : isNumeric(asked.kind(state, base)) ? asked.payload(state, base) : 0
    return { waiters, size: Math.min(Math.max(0, size), waiters.length) }
  }
}

/** In how many ways the notify at `pc` can go; one where it will raise. */
export function notifyWays(assembly: Assembly, pc: number, instruction: Notify): (state: Int32Array, base: number, thread: number) => number {
  const read = readerOf(assembly, pc, instruction.condition)
  const notification = notificationOf(assembly, pc, instruction)
  return (state, base, thread) => {
    if (read.kind(state, base) !== kindCodes.condition) return 1
    if (instruction.unlocked !== true && !isOwned(assembly, state, read.payload(state, base), thread)) return 1
    const { waiters, size } = notification(state, base)
    return subsetCount(waiters.length, size)
  }
}

/** The threads that way `choice` of the notify at `pc` takes out of the wait set. */
export function notifiedBy(assembly: Assembly, pc: number, instruction: Notify, state: Int32Array, base: number, choice: number): number[] {
  const { waiters, size } = notificationOf(assembly, pc, instruction)(state, base)
  return subsetAt(waiters.length, size, choice).map((place) => waiters[place] ?? -1)
}
