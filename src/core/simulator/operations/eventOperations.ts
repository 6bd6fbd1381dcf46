import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, outcome, raiser } from '../assembly'
import { newObject, tooMany, tooManyObjects } from '../state/heap'
import { identityOf } from '../state/identity'
import { kindCodes, noMethod } from '../state/kindCodes'
import { objectBase, threadWord } from '../state/layout'
import { eventWord } from '../state/objectWords'
import { readerOf, writerOf } from '../state/reader'
import { timeoutReader } from './timeouts'
import type { BeginWait, EndWait } from './waitHalves'
import { joinWaitSet, leaveWaitSet, wakeAll } from './waitSet'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** Makes an event, not set. */
export function makeEventOperation(assembly: Assembly, pc: number, { to, site, span }: Of<'makeEvent'>): Operation {
  const { context } = assembly
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    if (tooMany(state, 'objects')) return raise.limit('RuntimeError', tooManyObjects)
    const event = newObject(assembly, state, identityOf(site))
    write(state, base, kindCodes.event, event)
    context.witness?.made(context.thread, span.line, event)
    return pc + 1
  }
}

/** The first half of a wait for an event: past it when it is set, else into the wait set. */
export function beginEventWait(assembly: Assembly, pc: number, { to, timeout, passed, span }: Of<'beginWait'>): BeginWait {
  const { layout, context } = assembly
  const write = writerOf(assembly, pc, to)
  const seconds = timeoutReader(assembly, pc, timeout)
  return (state, base, event) => {
    if (word(state, objectBase(layout, event) + eventWord.flag) === 1) {
      write(state, base, kindCodes.bool, 1)
      context.witness?.woken(context.thread, span.line, event)
      return passed
    }
    joinWaitSet(state, base, event)
    context.witness?.waitBegan(context.thread, span.line, event, seconds(state, base))
    return pc + 1
  }
}

/** The second half: True once out of the wait set, whatever the event is by then; giving up gives False. */
export function endEventWait(assembly: Assembly, pc: number, { to, timed, span }: Of<'endWait'>): EndWait {
  const { context } = assembly
  const write = writerOf(assembly, pc, to)
  const isWaiting = (state: Int32Array, base: number): boolean => word(state, base + threadWord.waits) !== 0
  return {
    isOpen: (state, base) => timed || !isWaiting(state, base),
    go(state, base, event) {
      const gaveUp = isWaiting(state, base)
      if (gaveUp && !timed) return outcome.blocked
      if (gaveUp) context.witness?.timedOut(context.thread, span.line, event)
      leaveWaitSet(state, base)
      write(state, base, kindCodes.bool, gaveUp ? 0 : 1)
      return pc + 1
    }
  }
}

/** `event.set()`: whoever waits goes on, even if the event is cleared before they do. */
export function setEventOperation(assembly: Assembly, pc: number, { event, span }: Of<'setEvent' | 'clearEvent'>): Operation {
  const { context } = assembly
  return onEvent(assembly, pc, event, 'set', (state, _base, object) => {
    state[objectBase(assembly.layout, object) + eventWord.flag] = 1
    context.witness?.set(context.thread, span.line, object)
    wakeAll(assembly, state, object, span.line)
  })
}

/** `event.clear()`. */
export function clearEventOperation(assembly: Assembly, pc: number, { event, span }: Of<'setEvent' | 'clearEvent'>): Operation {
  const { context } = assembly
  return onEvent(assembly, pc, event, 'clear', (state, _base, object) => {
    state[objectBase(assembly.layout, object) + eventWord.flag] = 0
    context.witness?.cleared(context.thread, span.line, object)
  })
}

/** `event.is_set()`. */
export function isSetOperation(assembly: Assembly, pc: number, { to, event, span }: Of<'isSet'>): Operation {
  const write = writerOf(assembly, pc, to)
  return onEvent(assembly, pc, event, 'is_set', (state, base, object) => {
    write(state, base, kindCodes.bool, word(state, objectBase(assembly.layout, object) + eventWord.flag))
    assembly.context.witness?.asked(assembly.context.thread, span.line, object)
  })
}

function onEvent(
  assembly: Assembly,
  pc: number,
  event: Of<'isSet'>['event'],
  method: string,
  act: (state: Int32Array, base: number, object: number) => void
): Operation {
  const read = readerOf(assembly, pc, event)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read.kind(state, base)
    if (kind !== kindCodes.event) return raise('TypeError', noMethod(kind, method))
    act(state, base, read.payload(state, base))
    return pc + 1
  }
}
