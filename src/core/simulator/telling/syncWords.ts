import type { Instead, Instruction, Operand } from '../../program/instruction'
import { eventOf } from '../state/heap'
import { lookUp } from '../operations/instructionTable'
import { kindCodes } from '../state/kindCodes'
import { threadBase, threadStatus, threadWord } from '../state/layout'
import { lockOf } from '../operations/locks'
import { nameOfObject, nameOfThread } from './names'
import { notifiedBy } from '../operations/notifyOperation'
import { reprOf } from './pythonText'
import { isFull, lengthOf } from '../operations/queueValues'
import { sourceLine } from './sourceLine'
import type { Speaking } from './speaking'
import { takenBy } from '../operations/takeDoneOperation'
import { waitersOf } from '../operations/waitSet'
import { word } from '../state/words'

/**
 * Steps of conditions, events, barriers, queues, chance and waiting threads in words; `choice` is null when nobody has chosen a way yet. Undefined for other
 * steps.
 */
export function syncWords(speaking: Speaking, instruction: Instruction, choice: number | null): string | undefined {
  const { valueOf, nameOf } = speaking
  const line = ({ span }: Instruction): string => `does \`${sourceLine(speaking.machine.program, span.line)}\``
  return lookUp<string>(
    {
      beginWait: ({ object, instead }) =>
        instead !== undefined
          ? `begins to wait for ${insteadWords(speaking, instead)}`
          : `${valueOf(object)[0] === kindCodes.barrier ? 'arrives at' : 'begins to wait for'} ${nameOf(object)}`,
      endWait: ({ object, timed, instead }) => (instead !== undefined ? 'goes on in the event loop' : endWords(speaking, object, timed)),
      notify: (notify) => notifyWords(speaking, notify, choice),
      choose: ({ low, high }) => (choice === null ? `chooses a number from ${valueOf(low)[1]} to ${valueOf(high)[1]}` : `chooses ${valueOf(low)[1] + choice}`),
      setEvent: ({ event }) => `sets ${nameOf(event)}`,
      clearEvent: ({ event }) => `clears ${nameOf(event)}`,
      isSet: ({ event }) => `asks whether ${nameOf(event)} is set`,
      abortBarrier: ({ barrier }) => `breaks ${nameOf(barrier)}`,
      resetBarrier: ({ barrier }) => `resets ${nameOf(barrier)}`,
      barrierState: ({ barrier, ask }) => `asks for ${nameOf(barrier)}.${ask}`,
      put: (put) => putWords(speaking, put.queue, put.value),
      get: ({ queue }) => (isQueueWhere(speaking, queue, 'empty') ? `finds ${nameOf(queue)} empty` : `gets a value from ${nameOf(queue)}`),
      closeQueue: ({ queue }) => `shuts ${nameOf(queue)} down`,
      claimWork: ({ future, purpose }) =>
        choice === 1 ? `finds ${nameOf(future)} on its way to a process` : `tries to ${purpose === 'cancel' ? 'cancel' : 'begin'} ${nameOf(future)}`,
      takeDone: (take) => takeWords(speaking, take, choice),
      taskDone: ({ queue }) => `reports a value of ${nameOf(queue)} done`,
      joinQueue: ({ queue }) => `sees all values of ${nameOf(queue)} done`,
      queueState: ({ queue, ask }) => (ask === 'poll' ? `asks whether ${nameOf(queue)} has a value` : `asks for ${nameOf(queue)}.${ask}`),
      arrive: ({ barrier }) => `arrives at ${nameOf(barrier)}`,
      leave: ({ barrier }) => `leaves ${nameOf(barrier)}`,
      acquireFor: ({ rwlock, use }) => `takes ${nameOf(rwlock)} for ${use}`,
      releaseFor: ({ rwlock }) => `releases ${nameOf(rwlock)}`,
      awaitEnd: ({ thread }) => `joins ${nameOf(thread)}`,
      skip: line,
      evaluate: line,
      await: line,
      check: line,
      update: line,
      isAlive: ({ thread }) => `asks whether ${nameOf(thread)} lives`,
      join: ({ thread, timeout }) => joinWords(speaking, thread, timeout !== null)
    },
    instruction
  )
}

function takeWords({ machine, state, thread, pc }: Speaking, take: Instruction & { do: 'takeDone' }, choice: number | null): string {
  if (choice === null) return 'takes one that is done'
  const taken = takenBy(machine, pc, take, state, threadBase(machine.layout, thread), choice)
  if (taken === null) return 'times out'
  return take.to === null ? `sees that ${nameOfObject(machine, state, taken)} is done` : `takes ${nameOfObject(machine, state, taken)}, which is done`
}

function insteadWords({ nameOf, valueOf }: Speaking, { object }: Instead): string {
  return valueOf(object)[0] === kindCodes.record ? 'its tasks' : nameOf(object)
}

function endWords({ machine, state, thread, valueOf, nameOf }: Speaking, object: Operand, timed: boolean): string {
  const base = threadBase(machine.layout, thread)
  const [kind, payload] = valueOf(object)
  const isPatient = word(state, base + threadWord.waits) !== 0 && word(state, base + threadWord.expired) === 0
  if (isPatient) return timed ? 'times out' : 'wakes up for no reason'
  if (kind === kindCodes.condition) return `takes ${nameOfObject(machine, state, lockOf(machine.layout, state, kind, payload))} again`
  return kind === kindCodes.barrier ? `leaves ${nameOf(object)}` : `goes on, as ${nameOf(object)} was set`
}

function notifyWords(speaking: Speaking, instruction: Instruction & { do: 'notify' }, choice: number | null): string {
  const { machine, state, thread, pc, valueOf, nameOf } = speaking
  const [kind, object] = valueOf(instruction.condition)
  if (kind !== kindCodes.condition) return `notifies ${nameOf(instruction.condition)}`
  const names = (threads: readonly number[]): string => threads.map((one) => nameOfThread(machine, state, one)).join(', ')
  const waiters = waitersOf(machine, state, object)
  const woken = notifiedBy(machine, pc, instruction, state, threadBase(machine.layout, thread), choice ?? 0)
  if (waiters.length === 0) return `notifies ${nameOf(instruction.condition)}, where nobody waits`
  if (woken.length === 0) return 'notifies nobody'
  return choice === null ? `wakes ${woken.length} of ${names(waiters)}` : `wakes ${names(woken)}`
}

function putWords(speaking: Speaking, queue: Operand, value: Operand): string {
  const { machine, state, valueOf, nameOf } = speaking
  if (isQueueWhere(speaking, queue, 'full')) return `finds ${nameOf(queue)} full`
  const [kind, payload] = valueOf(value)
  const future = kind === kindCodes.record ? eventOf(machine, state, payload) : -1
  return `puts ${future < 0 ? reprOf(machine, state, kind, payload) : nameOfObject(machine, state, future)} into ${nameOf(queue)}`
}

function isQueueWhere({ machine, state, valueOf }: Speaking, queue: Operand, what: 'full' | 'empty'): boolean {
  const [kind, payload] = valueOf(queue)
  if (kind !== kindCodes.queue) return false
  return what === 'full' ? isFull(machine, state, payload) : lengthOf(machine, state, payload) === 0
}

function joinWords({ machine, state, valueOf, nameOf }: Speaking, thread: Operand, timed: boolean): string {
  const [kind, payload] = valueOf(thread)
  if (kind !== kindCodes.thread) return `joins ${nameOf(thread)}`
  const status = word(state, threadBase(machine.layout, payload) + threadWord.status)
  if (status === threadStatus.created) return `joins ${nameOf(thread)}, which was not started`
  return timed && status !== threadStatus.ended ? `gives up waiting for ${nameOf(thread)} to end` : `joins ${nameOf(thread)}`
}
