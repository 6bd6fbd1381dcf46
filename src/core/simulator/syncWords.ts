import type { Instruction, Operand } from '../program/instruction'
import { kindCodes } from './kindCodes'
import { threadBase, threadStatus, threadWord } from './layout'
import { lockOf } from './locks'
import { nameOfObject, nameOfThread } from './names'
import { notifiedBy } from './notifyOperation'
import { reprOf } from './pythonText'
import { isFull, lengthOf } from './queueValues'
import type { Speaking } from './speaking'
import { waitersOf } from './waitSet'
import { word } from './words'

/** Steps of conditions, events, barriers, queues, chance and waiting threads in words; `choice` is null when nobody has chosen a way yet. Null for other steps. */
export function syncWords(speaking: Speaking, instruction: Instruction, choice: number | null): string | null {
  const { valueOf, nameOf } = speaking
  switch (instruction.do) {
    case 'beginWait':
      return `${valueOf(instruction.object)[0] === kindCodes.barrier ? 'arrives at' : 'begins to wait for'} ${nameOf(instruction.object)}`
    case 'endWait':
      return endWords(speaking, instruction.object, instruction.timed)
    case 'notify':
      return notifyWords(speaking, instruction, choice)
    case 'choose':
      return choice === null
        ? `chooses a number from ${valueOf(instruction.low)[1]} to ${valueOf(instruction.high)[1]}`
        : `chooses ${valueOf(instruction.low)[1] + choice}`
    case 'setEvent':
      return `sets ${nameOf(instruction.event)}`
    case 'clearEvent':
      return `clears ${nameOf(instruction.event)}`
    case 'isSet':
      return `asks whether ${nameOf(instruction.event)} is set`
    case 'tripBarrier':
      return `opens ${nameOf(instruction.barrier)}`
    case 'abortBarrier':
      return `breaks ${nameOf(instruction.barrier)}`
    case 'resetBarrier':
      return `resets ${nameOf(instruction.barrier)}`
    case 'barrierState':
      return `asks for ${nameOf(instruction.barrier)}.${instruction.ask}`
    case 'put':
      return isQueueWhere(speaking, instruction.queue, 'full')
        ? `finds ${nameOf(instruction.queue)} full`
        : `puts ${reprOf(speaking.machine, speaking.state, ...valueOf(instruction.value))} into ${nameOf(instruction.queue)}`
    case 'get':
      return isQueueWhere(speaking, instruction.queue, 'empty') ? `finds ${nameOf(instruction.queue)} empty` : `gets a value from ${nameOf(instruction.queue)}`
    case 'taskDone':
      return `reports a value of ${nameOf(instruction.queue)} done`
    case 'joinQueue':
      return `sees all values of ${nameOf(instruction.queue)} done`
    case 'queueState':
      return `asks for ${nameOf(instruction.queue)}.${instruction.ask}`
    case 'isAlive':
      return `asks whether ${nameOf(instruction.thread)} lives`
    case 'join':
      return joinWords(speaking, instruction.thread, instruction.timeout !== null)
    default:
      return null
  }
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
