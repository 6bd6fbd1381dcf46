import { awaitedWords } from '../../program/tasks/awaitedWords'
import type { Instruction, TaskWait } from '../../program/instruction'
import { valueKinds } from '../../program/value'
import type { Assembly, Operation } from '../assembly'
import { nameOfThread } from '../telling/names'
import { readerOf } from '../state/reader'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** Tells that a task has its loop. */
export function resumedOperation({ context }: Assembly, pc: number, { span }: Of<'resumed'>): Operation {
  return () => {
    context.witness?.resumed(context.thread, span.line)
    return pc + 1
  }
}

/** Tells for what a task is about to give its loop back. */
export function suspendedOperation(assembly: Assembly, pc: number, { on, span }: Of<'suspended'>): Operation {
  const { context } = assembly
  const words = wordsOf(assembly, pc, on)
  return (state, base) => {
    context.witness?.suspends(context.thread, span.line, words(state, base))
    return pc + 1
  }
}

function wordsOf(assembly: Assembly, pc: number, on: TaskWait | null): (state: Int32Array, base: number) => string {
  switch (on?.for) {
    case 'sleep': {
      const { seconds } = on
      if (typeof seconds === 'number') return () => `sleep(${seconds})`
      const read = readerOf(assembly, pc, seconds)
      return (state, base) => `sleep(${read.payload(state, base)})`
    }
    case 'task': {
      const read = readerOf(assembly, pc, on.thread)
      return (state, base) => `task ${nameOfThread(assembly, state, read.payload(state, base))}`
    }
    case 'object': {
      const { want } = on
      const read = readerOf(assembly, pc, on.object)
      return (state, base) => awaitedWords(valueKinds[read.kind(state, base)] ?? 'none', want)
    }
    case 'words': {
      const { words, count } = on
      if (count === undefined) return () => words
      const read = readerOf(assembly, pc, count)
      return (state, base) => `${words} ${read.payload(state, base)}`
    }
    case undefined:
      return () => ''
  }
}
