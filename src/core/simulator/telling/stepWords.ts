import type { Instruction, Operand } from '../../program/instruction'
import type { Machine } from '../assemble'
import { instructionAt } from '../assembly'
import { lookUp } from '../operations/instructionTable'
import { isLock, isObject, kindCodes, typeName } from '../state/kindCodes'
import { threadBase, threadStatus, threadWord } from '../state/layout'
import { lockOf } from '../operations/locks'
import { nameOfElement, nameOfObject, nameOfThread } from './names'
import { readerOf } from '../state/reader'
import { choicesIn, restsAt } from '../step'
import type { Speaking } from './speaking'
import { syncWords } from './syncWords'
import { word } from '../state/words'

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

// undefined for what is no plain step
function plainWords({ machine, state, valueOf, nameOf }: Speaking, instruction: Instruction): string | undefined {
  const lock = (operand: Operand): string => {
    const [kind, payload] = valueOf(operand)
    if (!isLock(kind) && kind !== kindCodes.condition) return typeName(kind)
    return nameOfObject(machine, state, lockOf(machine.layout, state, kind, payload))
  }
  const element = (list: Operand, index: Operand): string => {
    const [kind, payload] = valueOf(list)
    return kind === kindCodes.list ? nameOfElement(machine, state, payload, valueOf(index)[1]) : typeName(kind)
  }
  const nameAt = (name: number): string => machine.program.names[name]?.name ?? ''
  return lookUp<string>(
    {
      acquire: ({ object }) => `takes ${lock(object)}`,
      tryAcquire: ({ object }) => `tries to take ${lock(object)}`,
      release: ({ object }) => `releases ${lock(object)}`,
      locked: ({ object }) => `asks whether ${lock(object)} is taken`,
      readName: ({ name }) => `reads ${nameAt(name)}`,
      writeName: ({ name }) => `writes ${nameAt(name)}`,
      readItem: ({ list, index }) => `reads ${element(list, index)}`,
      writeItem: ({ list, index }) => `writes ${element(list, index)}`,
      print: () => 'prints',
      arithmetic: () => 'calculates',
      start: ({ thread }) => `starts ${nameOf(thread)}`,
      end: () => 'ends the program'
    },
    instruction
  )
}
