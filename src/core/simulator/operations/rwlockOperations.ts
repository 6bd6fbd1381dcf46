import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, outcome, raiser } from '../assembly'
import type { Gate } from './gate'
import { newObject, tooMany, tooManyObjects } from '../state/heap'
import { identityOf } from '../state/identity'
import { kindCodes } from '../state/kindCodes'
import { objectBase } from '../state/layout'
import { rwlockWord } from '../state/objectWords'
import { readerOf, writerOf } from '../state/reader'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** Makes a readers–writer lock that nobody has. */
export function makeRwlockOperation(assembly: Assembly, pc: number, { to, site, span }: Of<'makeRwlock'>): Operation {
  const { context } = assembly
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    if (tooMany(state, 'objects')) return raise.limit('RuntimeError', tooManyObjects)
    const rwlock = newObject(assembly, state, identityOf(site))
    write(state, base, kindCodes.rwlock, rwlock)
    context.witness?.made(context.thread, span.line, rwlock)
    return pc + 1
  }
}

const bitOf = (thread: number): number => 1 << thread

function isFree({ layout }: Assembly, state: Int32Array, rwlock: number, use: Of<'acquireFor' | 'releaseFor'>['use']): boolean {
  const words = objectBase(layout, rwlock)
  return word(state, words + rwlockWord.writer) === 0 && (use === 'reading' || word(state, words + rwlockWord.readers) === 0)
}

/** Takes it: to read beside other readers, or to write alone. A thread that reads may ask to read again; reading ends with one release. */
export function acquireForOperation(assembly: Assembly, pc: number, { rwlock, use, span }: Of<'acquireFor' | 'releaseFor'>): Operation {
  const { layout, context } = assembly
  const read = readerOf(assembly, pc, rwlock)
  return (state, base) => {
    const object = read.payload(state, base)
    const words = objectBase(layout, object)
    if (!isFree(assembly, state, object, use)) return outcome.blocked
    if (use === 'writing') {
      state[words + rwlockWord.writer] = context.thread + 1
      context.witness?.acquired(context.thread, span.line, object)
    } else {
      state[words + rwlockWord.readers] = word(state, words + rwlockWord.readers) | bitOf(context.thread)
      context.witness?.acquiredShared(context.thread, span.line, object)
    }
    return pc + 1
  }
}

/** Gives it back; a RuntimeError for who does not have it so. */
export function releaseForOperation(assembly: Assembly, pc: number, { rwlock, use, span }: Of<'acquireFor' | 'releaseFor'>): Operation {
  const { layout, context } = assembly
  const read = readerOf(assembly, pc, rwlock)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const object = read.payload(state, base)
    const words = objectBase(layout, object)
    const readers = word(state, words + rwlockWord.readers)
    const has = use === 'writing' ? word(state, words + rwlockWord.writer) === context.thread + 1 : (readers & bitOf(context.thread)) !== 0
    if (!has) {
      context.witness?.asked(context.thread, span.line, object)
      return raise('RuntimeError', `gives back for ${use} what it does not have`)
    }
    if (use === 'writing') {
      state[words + rwlockWord.writer] = 0
      context.witness?.released(context.thread, span.line, object)
    } else {
      state[words + rwlockWord.readers] = readers & ~bitOf(context.thread)
      context.witness?.releasedShared(context.thread, span.line, object)
    }
    return pc + 1
  }
}

/** Whether a thread can take it. */
export function acquireForGate(assembly: Assembly, pc: number, { rwlock, use }: Of<'acquireFor' | 'releaseFor'>): Gate {
  const read = readerOf(assembly, pc, rwlock)
  return (state, base) => isFree(assembly, state, read.payload(state, base), use)
}
