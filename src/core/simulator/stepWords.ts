import { never } from '../trace/never'
import type { Machine } from './assemble'
import { instructionAt } from './assembly'
import { kindCodes, typeName } from './kindCodes'
import { threadBase } from './layout'
import { nameOfList, nameOfLock, nameOfThread } from './names'
import { type Reader, readerOf } from './reader'
import { restsAt } from './step'
import type { Wait } from './waiting'

/** What an enabled thread does next, in words that follow its name: `takes lock_b`, `writes counter`, `prints`. */
export function stepWords(machine: Machine, state: Int32Array, thread: number): string {
  const pc = restsAt(machine, state, thread)
  const base = threadBase(machine.layout, thread)
  const instruction = instructionAt(machine.program, pc)
  const value = (read: Reader): [number, number] => [read.kind(state, base), read.payload(state, base)]
  const lock = (operand: Parameters<typeof readerOf>[2]): string => {
    const [kind, payload] = value(readerOf(machine, pc, operand))
    return kind >= kindCodes.lock && kind <= kindCodes.boundedSemaphore ? nameOfLock(machine, state, payload) : typeName(kind)
  }
  const element = (list: Parameters<typeof readerOf>[2], index: Parameters<typeof readerOf>[2]): string => {
    const [kind, payload] = value(readerOf(machine, pc, list))
    return kind === kindCodes.list ? `${nameOfList(machine, state, payload)}[${value(readerOf(machine, pc, index))[1]}]` : typeName(kind)
  }
  switch (instruction.do) {
    case 'acquire':
      return `takes ${lock(instruction.object)}`
    case 'tryAcquire':
      return `tries to take ${lock(instruction.object)}`
    case 'release':
      return `releases ${lock(instruction.object)}`
    case 'locked':
      return `asks whether ${lock(instruction.object)} is taken`
    case 'readName':
      return `reads ${machine.program.names[instruction.name]?.name}`
    case 'writeName':
      return `writes ${machine.program.names[instruction.name]?.name}`
    case 'readItem':
      return `reads ${element(instruction.list, instruction.index)}`
    case 'writeItem':
      return `writes ${element(instruction.list, instruction.index)}`
    case 'print':
      return 'prints'
    case 'arithmetic':
      return 'calculates'
    case 'start': {
      const [kind, payload] = value(readerOf(machine, pc, instruction.thread))
      return `starts ${kind === kindCodes.thread ? nameOfThread(machine, state, payload) : typeName(kind)}`
    }
    case 'join':
      return `joins ${nameOfThread(machine, state, value(readerOf(machine, pc, instruction.thread))[1])}, which was not started`
    case 'end':
      return 'ends the program'
    // none of these is ever a step
    case 'move':
    case 'negate':
    case 'not':
    case 'compare':
    case 'builtin':
    case 'text':
    case 'jump':
    case 'branch':
    case 'makeList':
    case 'repeatList':
    case 'appendItem':
    case 'makeLock':
    case 'makeThread':
    case 'threadName':
    case 'call':
    case 'return':
    case 'raise':
    case 'reraise':
    case 'sleep':
    case 'isAlive':
    case 'makeCondition':
    case 'makeEvent':
    case 'makeBarrier':
    case 'makeQueue':
    case 'beginWait':
    case 'endWait':
    case 'notify':
    case 'setEvent':
    case 'clearEvent':
    case 'isSet':
    case 'barrierAction':
    case 'tripBarrier':
    case 'abortBarrier':
    case 'resetBarrier':
    case 'barrierState':
    case 'put':
    case 'get':
    case 'taskDone':
    case 'joinQueue':
    case 'queueState':
    case 'choose':
      return 'goes on'
    default:
      return never(instruction)
  }
}

/** Why a thread cannot go on: ``waits for `lock_b`, held by transfer-2``. */
export function waitWords(machine: Machine, state: Int32Array, thread: number, wait: Wait): string {
  switch (wait.for) {
    case 'lock': {
      const name = nameOfLock(machine, state, wait.lock)
      if (wait.owner === thread) return `waits for \`${name}\`, which it holds itself`
      return wait.owner < 0 ? `waits for \`${name}\`, which has no permit left` : `waits for \`${name}\`, held by ${nameOfThread(machine, state, wait.owner)}`
    }
    case 'thread':
      return `waits for ${nameOfThread(machine, state, wait.thread)} to end`
    case 'ends':
      return `waits for ${wait.threads.map((other) => nameOfThread(machine, state, other)).join(', ')} to end`
    default:
      return never(wait)
  }
}
