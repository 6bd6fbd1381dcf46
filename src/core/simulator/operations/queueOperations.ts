import type { Instruction, Operand } from '../../program/instruction'
import { never } from '../../trace/never'
import { type Assembly, type Operation, outcome, raiser } from '../assembly'
import type { Gate } from './gate'
import { newObject, tooMany, tooManyObjects } from '../state/heap'
import { identityOf } from '../state/identity'
import { isNumeric, kindCodes, noMethod, typeName } from '../state/kindCodes'
import { objectBase } from '../state/layout'
import { closed, queueWord } from '../state/objectWords'
import { closingOf } from './poolOperations'
import { dequeue, enqueue, firstIn, furnish, holdsTooMany, isFull, lengthOf, roomOf } from './queueValues'
import { readerOf, writerOf } from '../state/reader'
import { timeoutReader } from './timeouts'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** Makes an empty queue. */
export function makeQueueOperation(assembly: Assembly, pc: number, { to, capacity, site, span }: Of<'makeQueue'>): Operation {
  const { context } = assembly
  const read = capacity === null ? null : readerOf(assembly, pc, capacity)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read === null ? kindCodes.int : read.kind(state, base)
    // CPython finds out at the first `put`
    if (!isNumeric(kind)) return raise('TypeError', `'>' not supported between instances of '${typeName(kind)}' and 'int'`)
    const most = read?.payload(state, base) ?? 0
    if (tooMany(state, 'objects') || tooMany(state, 'listWords', roomOf(assembly, site, most))) return raise.limit('RuntimeError', tooManyObjects)
    const queue = newObject(assembly, state, identityOf(site))
    furnish(assembly, state, queue, site, most)
    write(state, base, kindCodes.queue, queue)
    context.witness?.made(context.thread, span.line, queue)
    return pc + 1
  }
}

const asksUnfinished = (instruction: Instruction): boolean =>
  instruction.do === 'taskDone' || instruction.do === 'joinQueue' || (instruction.do === 'queueState' && instruction.ask === 'done')

const badTimeout = "'timeout' must be a non-negative number"

/** `put`: one step once there is room, as CPython looks again whenever it is woken. */
export function putOperation(assembly: Assembly, pc: number, { queue, value, blocking, timeout, span }: Of<'put'>): Operation {
  const { layout, context } = assembly
  const read = readerOf(assembly, pc, value)
  const seconds = timeoutReader(assembly, pc, timeout)
  const raise = raiser(assembly, pc)
  // where nobody ever asks, situations that differ in nothing else are the same
  const isCounted = assembly.program.code.some(asksUnfinished)
  return onQueue(assembly, pc, queue, 'put', (state, base, object) => {
    const within = seconds(state, base)
    const words = objectBase(layout, object)
    const why = closingOf(assembly, state, object)
    if (why !== 0) {
      context.witness?.asked(context.thread, span.line, object)
      return raise('RuntimeError', `cannot schedule new futures after ${why === closed.shutdown ? 'shutdown' : 'interpreter shutdown'}`)
    }
    if (blocking && within !== null && within < 0 && word(state, words + queueWord.capacity) > 0) return raise('ValueError', badTimeout)
    if (isFull(assembly, state, object)) {
      if (blocking && within === null) return outcome.blocked
      if (blocking) context.witness?.gaveUp(context.thread, span.line, object, within, 'put')
      else context.witness?.tryFailed(context.thread, span.line, object)
      return raise('Full', '')
    }
    if (holdsTooMany(assembly, state, object)) return raise.limit('RuntimeError', 'a queue of the lab holds no more than 10,000 values')
    const [kind, payload] = [read.kind(state, base), read.payload(state, base)]
    enqueue(assembly, state, object, kind, payload)
    if (isCounted) state[words + queueWord.unfinished] = word(state, words + queueWord.unfinished) + 1
    context.witness?.put(context.thread, span.line, object, kind, payload)
    return pc + 1
  })
}

/** `get`: one step once there is a value. */
export function getOperation(assembly: Assembly, pc: number, { to, queue, blocking, timeout, span }: Of<'get'>): Operation {
  const { context } = assembly
  const write = writerOf(assembly, pc, to)
  const seconds = timeoutReader(assembly, pc, timeout)
  const raise = raiser(assembly, pc)
  return onQueue(assembly, pc, queue, 'get', (state, base, object) => {
    const within = seconds(state, base)
    if (blocking && within !== null && within < 0) return raise('ValueError', badTimeout)
    if (lengthOf(assembly, state, object) === 0) {
      if (closingOf(assembly, state, object) !== 0) {
        context.witness?.asked(context.thread, span.line, object)
        write(state, base, kindCodes.none, 0)
        return pc + 1
      }
      if (blocking && within === null) return outcome.blocked
      if (blocking) context.witness?.gaveUp(context.thread, span.line, object, within, 'get')
      else context.witness?.tryFailed(context.thread, span.line, object)
      return raise('Empty', '')
    }
    const [kind, payload] = firstIn(assembly, state, object)
    dequeue(assembly, state, object)
    write(state, base, kind, payload)
    context.witness?.got(context.thread, span.line, object, kind, payload)
    return pc + 1
  })
}

/** `task_done`. */
export function taskDoneOperation(assembly: Assembly, pc: number, { queue, span }: Of<'taskDone'>): Operation {
  const { layout, context } = assembly
  const raise = raiser(assembly, pc)
  return onQueue(assembly, pc, queue, 'task_done', (state, _base, object) => {
    const address = objectBase(layout, object) + queueWord.unfinished
    const unfinished = word(state, address) - 1
    context.witness?.asked(context.thread, span.line, object)
    if (unfinished < 0) return raise('ValueError', 'task_done() called too many times')
    state[address] = unfinished
    context.witness?.taskDone(context.thread, span.line, object)
    return pc + 1
  })
}

/** `queue.join()`: one step once all values were reported done. */
export function joinQueueOperation(assembly: Assembly, pc: number, { queue, span }: Of<'joinQueue'>): Operation {
  const { layout, context } = assembly
  return onQueue(assembly, pc, queue, 'join', (state, _base, object) => {
    if (word(state, objectBase(layout, object) + queueWord.unfinished) > 0) return outcome.blocked
    context.witness?.woken(context.thread, span.line, object)
    return pc + 1
  })
}

/** `qsize`, `empty`, `full` and `maxsize`; `poll` of a pipe. */
export function queueStateOperation(assembly: Assembly, pc: number, { to, queue, ask, span }: Of<'queueState'>): Operation {
  const write = writerOf(assembly, pc, to)
  return onQueue(assembly, pc, queue, ask, (state, base, object) => {
    const length = lengthOf(assembly, state, object)
    // who finds that nothing has come is told to have tried: what it does next rests on it
    if (ask === 'poll' && length === 0) assembly.context.witness?.tryFailed(assembly.context.thread, span.line, object)
    else assembly.context.witness?.asked(assembly.context.thread, span.line, object)
    if (ask === 'qsize') write(state, base, kindCodes.int, length)
    else if (ask === 'maxsize') write(state, base, kindCodes.int, word(state, objectBase(assembly.layout, object) + queueWord.capacity))
    else if (ask === 'done') write(state, base, kindCodes.bool, word(state, objectBase(assembly.layout, object) + queueWord.unfinished) === 0 ? 1 : 0)
    else if (ask === 'poll') write(state, base, kindCodes.bool, length > 0 ? 1 : 0)
    else write(state, base, kindCodes.bool, (ask === 'empty' ? length === 0 : isFull(assembly, state, object)) ? 1 : 0)
    return pc + 1
  })
}

/** Whether a thread at a `put`, `get` or `join` of a queue can go on: to do it, or to an exception. */
export function queueGate(assembly: Assembly, pc: number, instruction: Of<'put' | 'get' | 'joinQueue'>): Gate | null {
  const read = readerOf(assembly, pc, instruction.queue)
  const waits = instruction.do === 'joinQueue' ? () => true : waitsForEver(assembly, pc, instruction)
  const isHeld = (state: Int32Array, queue: number): boolean => {
    switch (instruction.do) {
      case 'put':
        return isFull(assembly, state, queue)
      case 'get':
        return lengthOf(assembly, state, queue) === 0 && closingOf(assembly, state, queue) === 0
      case 'joinQueue':
        return word(state, objectBase(assembly.layout, queue) + queueWord.unfinished) > 0
      default:
        return never(instruction)
    }
  }
  return (state, base) => read.kind(state, base) !== kindCodes.queue || !waits(state, base) || !isHeld(state, read.payload(state, base))
}

function waitsForEver(assembly: Assembly, pc: number, { blocking, timeout }: Of<'put' | 'get'>): (state: Int32Array, base: number) => boolean {
  const seconds = timeoutReader(assembly, pc, timeout)
  return (state, base) => blocking && seconds(state, base) === null
}

function onQueue(assembly: Assembly, pc: number, queue: Operand, method: string, act: (state: Int32Array, base: number, object: number) => number): Operation {
  const read = readerOf(assembly, pc, queue)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read.kind(state, base)
    return kind === kindCodes.queue ? act(state, base, read.payload(state, base)) : raise('TypeError', noMethod(kind, method))
  }
}
