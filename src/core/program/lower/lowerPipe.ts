import { meaningOf } from '../names/imports'
import { resolve } from '../names/scopes'
import type { Operand } from '../instruction'
import { readField } from '../pools/lowerFuture'
import type { Call, Expression } from '../read/syntax'
import { addSite } from './addSite'
import { emit, inRegister, kept, type Lowering, noneOperand, register } from './lowering'
import { computed, givenTo } from './signature'

/** Fields of an end of a pipe: the queue that it receives from, and the one that it sends into. */
export const pipeField = { receives: 0, sends: 1 } as const

/** Whether an expression is a call of `multiprocessing.Pipe`. */
export const isPipe = (lowering: Lowering, value: Expression): value is Call =>
  value.is === 'call' && meaningOf(value.callee, lowering.scopes.imports, lowering.problems) === 'Pipe'

/**
 * `left, right = Pipe()`: two ends, and a queue for each direction, called after the end where its values arrive. Null, told as a problem, where Python might close
 * an end before the program is over, as nothing holds it any more: who receives at the other would have an `EOFError` then.
 */
export function makePipe(lowering: Lowering, call: Call, targets: readonly Expression[]): readonly [Operand, Operand] | null {
  const given = givenTo(lowering, call, ['duplex'], 0, 'Pipe(duplex=False)')
  const duplex = given?.get('duplex')
  if (given === null || !haveNames(lowering, call, targets)) return null
  if (duplex !== undefined && !(duplex.is === 'literal' && duplex.literal.kind === 'bool')) {
    lowering.problems.add(duplex.span, 'whether a pipe goes both ways must be written down', 'write `Pipe()` or `Pipe(duplex=False)`')
    return null
  }
  const goesBack = !(duplex?.is === 'literal' && duplex.literal.kind === 'bool' && !duplex.literal.value)
  const [first = '', second = ''] = targets.map((target) => (target.is === 'name' ? target.name : ''))
  const toFirst = makeQueue(lowering, call, first)
  const toSecond = goesBack ? makeQueue(lowering, call, second) : null
  return [makeEnd(lowering, call, first, toFirst, toSecond), makeEnd(lowering, call, second, toSecond, toFirst)]
}

/** Whether both ends have names that keep them until the function, or the program, is over. */
function haveNames(lowering: Lowering, call: Call, targets: readonly Expression[]): boolean {
  const { frame, scopes } = lowering
  if (targets.length !== 2 || targets.some((target) => target.is !== 'name')) {
    lowering.problems.add(call.span, 'a pipe has two ends, and each needs a name', 'write `left, right = Pipe()`')
    return false
  }
  const isKept = (target: Expression): boolean =>
    target.is === 'name' &&
    frame.scope.bound.get(target.name) === 1 &&
    (frame.scope.parent === null || resolve(scopes, frame.scope, target.name).means === 'local')
  if (frame.loops.length === 0 && targets.every(isKept)) return true
  lowering.problems.add(
    call.span,
    'the ends of this pipe may lose their names, and Python closes what has none',
    'make each pipe on a line of its own, outside loops, with two names that are used for nothing else'
  )
  return false
}

function makeQueue(lowering: Lowering, call: Call, end: string): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'makeQueue', to, capacity: null, site: addSite(lowering, 'queue', `pipe to ${end}`, call.span, 'pipe') }, false, call.span)
  return inRegister(to)
}

function makeEnd(lowering: Lowering, call: Call, name: string, receives: Operand | null, sends: Operand | null): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'makeRecord', to, fields: [receives, sends], site: addSite(lowering, 'record', name, call.span, 'pipe') }, false, call.span)
  return inRegister(to)
}

/** `end.send(value)`. */
export function lowerSend(lowering: Lowering, call: Call, object: Operand, hint: string): Operand {
  const end = kept(lowering, object)
  const given = givenTo(lowering, call, ['obj'], 1, 'send(value)')
  const value = given === null ? noneOperand : (computed(lowering, given, hint).get('obj') ?? noneOperand)
  const queue = readField(lowering, end, pipeField.sends, call.span, 'pipe')
  emit(lowering, { do: 'put', queue, value, blocking: true, timeout: null }, true, call.span)
  return noneOperand
}

/** `end.recv()`: waits until something comes. */
export function lowerReceive(lowering: Lowering, call: Call, end: Operand, to: number | null): Operand {
  givenTo(lowering, call, [], 0, 'recv()')
  const queue = readField(lowering, end, pipeField.receives, call.span, 'pipe')
  emit(lowering, { do: 'get', to, queue, blocking: true, timeout: null }, true, call.span)
  return to === null ? noneOperand : inRegister(to)
}

/** `end.poll()`: whether something has come. */
export function lowerPoll(lowering: Lowering, call: Call, end: Operand, to: number | null): Operand {
  givenTo(lowering, call, [], 0, 'poll()')
  const queue = readField(lowering, end, pipeField.receives, call.span, 'pipe')
  const answer = to ?? register(lowering)
  emit(lowering, { do: 'queueState', to: answer, queue, ask: 'poll' }, true, call.span)
  return inRegister(answer)
}
