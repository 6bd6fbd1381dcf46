import type { Instruction, Operand } from '../program/instruction'
import type { Machine } from './assemble'
import { instructionAt } from './assembly'
import { isLock, isObject, kindCodes, typeName } from './kindCodes'
import { threadBase, threadStatus, threadWord } from './layout'
import { lockOf } from './locks'
import { nameOfList, nameOfObject, nameOfThread } from './names'
import { readerOf } from './reader'
import { choicesIn, restsAt } from './step'
import type { Speaking } from './speaking'
import { syncWords } from './syncWords'
import { word } from './words'

/** What an enabled thread does next, in words that follow its name: `takes lock_b`, `writes counter`, `prints`. */
export function stepWords(machine: Machine, state: Int32Array, thread: number): string {
  return wordsOf(machine, state, thread, choicesIn(machine, state, thread) > 1 ? null : 0)
}

/** What an enabled thread does when its step goes a given way: `wakes consumer-1`, `chooses 3`; the same as `stepWords` where there is one way. */
export const choiceWords = (machine: Machine, state: Int32Array, thread: number, choice: number): string => wordsOf(machine, state, thread, choice)

function wordsOf(machine: Machine, state: Int32Array, thread: number, choice: number | null): string {
  const base = threadBase(machine.layout, thread)
  const pc = restsAt(machine, state, thread)
  // at the end of its target, or dying
  if (machine.steps[pc] !== 1 && word(state, base + threadWord.status) === threadStatus.live) return 'ends'
  const valueOf = (operand: Operand): readonly [number, number] => {
    const read = readerOf(machine, pc, operand)
    return [read.kind(state, base), read.payload(state, base)]
  }
  const nameOf = (operand: Operand): string => {
    const [kind, payload] = valueOf(operand)
    if (kind === kindCodes.thread) return nameOfThread(machine, state, payload)
    return isObject(kind) ? nameOfObject(machine, state, payload) : typeName(kind)
  }
  const speaking = { machine, state, thread, pc, valueOf, nameOf }
  const instruction = instructionAt(machine.program, pc)
  return plainWords(speaking, instruction) ?? syncWords(speaking, instruction, choice) ?? 'goes on'
}

// null for what is no plain step
function plainWords({ machine, state, valueOf, nameOf }: Speaking, instruction: Instruction): string | null {
  const lock = (operand: Operand): string => {
    const [kind, payload] = valueOf(operand)
    if (!isLock(kind) && kind !== kindCodes.condition) return typeName(kind)
    return nameOfObject(machine, state, lockOf(machine.layout, state, kind, payload))
  }
  const element = (list: Operand, index: Operand): string => {
    const [kind, payload] = valueOf(list)
    return kind === kindCodes.list ? `${nameOfList(machine, state, payload)}[${valueOf(index)[1]}]` : typeName(kind)
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
    case 'start':
      return `starts ${nameOf(instruction.thread)}`
    case 'end':
      return 'ends the program'
    default:
      return null
  }
}
