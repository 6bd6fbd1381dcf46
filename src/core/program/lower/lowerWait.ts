import type { Operand } from '../instruction'
import { placeOf } from './foresight'
import { constantOperand, emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from './lowering'
import { secondsOperand } from './seconds'
import { computed, givenTo, isNone } from './signature'
import type { Call, Expression } from '../read/syntax'

/**
 * `wait()` of a condition, an event or a barrier: which of them is known only when it runs. The answer has a register of its own, as a variable must not
 * change when the wait ends in an exception after its first half.
 */
export function lowerWait(lowering: Lowering, call: Call, object: Operand, wanted: boolean): Operand {
  const given = givenTo(lowering, call, ['timeout'], 0, 'wait(timeout=0.5)')
  if (given === null) return noneOperand
  const held = kept(lowering, object)
  const timeout = isNone(given.get('timeout')) ? ownTimeout(lowering, call) : (computed(lowering, given).get('timeout') ?? null)
  const to = wanted ? register(lowering) : null
  emitWait(lowering, call, held, to, timeout)
  return to === null ? noneOperand : inRegister(to)
}

/** The timeout that the barrier was made with, which holds for each wait that names none. */
function ownTimeout(lowering: Lowering, call: Call): Operand | null {
  const seconds = lowering.foresight.barriers?.get(placeOf(call.span)) ?? 'none'
  if (seconds === 'several')
    lowering.problems.add(call.span, 'this may wait at barriers with different timeouts, or at something else', 'give the timeout here: `wait(timeout=0.5)`')
  return typeof seconds === 'number' ? intOperand(seconds) : null
}

/**
 * The two halves of a wait. Where it may be at a barrier, the last to arrive passes the second half by, calls the barrier's action and lets the others go.
 *
 *     beginWait ─ endWait ──────────────────────────┐
 *         └ passed ─ action? ─ call it ─ trip ──────┴─ …
 *                                └ exception ─ abort ─ reraise
 */
function emitWait(lowering: Lowering, call: Call, object: Operand, to: number | null, timeout: Operand | null): void {
  const { out, foresight } = lowering
  const mayBeBarrier = foresight.barriers === null || foresight.barriers.has(placeOf(call.span))
  const [passed, end] = [out.label(), out.label()]
  emit(lowering, { do: 'beginWait', object, to, timeout, passed: mayBeBarrier ? passed : end }, true, call.span)
  emit(lowering, { do: 'endWait', object, to, timed: timeout !== null }, true, call.span)
  if (mayBeBarrier) {
    emit(lowering, { do: 'jump', target: end }, false, call.span)
    out.place(passed)
    emitTrip(lowering, call, object)
  }
  out.place(end)
}

function emitTrip(lowering: Lowering, call: Call, barrier: Operand): void {
  const { out } = lowering
  const [action, isNothing] = [register(lowering), register(lowering)]
  const [act, broken, trip] = [out.label(), out.label(), out.label()]
  emit(lowering, { do: 'barrierAction', to: action, barrier }, false, call.span)
  emit(lowering, { do: 'compare', to: isNothing, operator: 'is', left: inRegister(action), right: noneOperand }, false, call.span)
  emit(lowering, { do: 'branch', value: inRegister(isNothing), ifTrue: trip, ifFalse: act }, false, call.span)
  out.place(act)
  const region = out.protect(broken)
  emit(lowering, { do: 'call', to: null, target: inRegister(action), arguments: [] }, false, call.span)
  region.close()
  emit(lowering, { do: 'jump', target: trip }, false, call.span)
  out.place(broken)
  const exception = register(lowering)
  emit(lowering, { do: 'catch', to: exception }, false, call.span)
  emit(lowering, { do: 'abortBarrier', barrier }, true, call.span)
  emit(lowering, { do: 'reraise', exception: inRegister(exception) }, false, call.span)
  out.place(trip)
  emit(lowering, { do: 'tripBarrier', barrier }, false, call.span)
}

/**
 * `wait_for(predicate)` is CPython's loop: ask, wait while the answer is false, ask again. With a timeout a wait that was given up is the last; the predicate
 * is asked once more.
 */
export function lowerWaitFor(lowering: Lowering, call: Call, object: Operand): Operand {
  const given = givenTo(lowering, call, ['predicate', 'timeout'], 1, 'wait_for(lambda: ready)')
  const predicate = given?.get('predicate')
  if (given === null || predicate === undefined) return noneOperand
  const { out } = lowering
  const held = kept(lowering, object)
  const ask = predicateOf(lowering, predicate)
  const late = given.get('timeout')
  const timeout = late === undefined || isNone(late) ? null : kept(lowering, secondsOperand(lowering, late))
  const answer = register(lowering)
  const inTime = timeout === null ? null : register(lowering)
  const [head, no, wait, end] = [out.label(), out.label(), out.label(), out.label()]
  if (inTime !== null) emit(lowering, { do: 'move', to: inTime, value: constantOperand('bool', 1) }, false, call.span)
  out.place(head)
  emit(lowering, { do: 'move', to: answer, value: ask() }, false, predicate.span)
  emit(lowering, { do: 'branch', value: inRegister(answer), ifTrue: end, ifFalse: no }, false, predicate.span)
  out.place(no)
  if (inTime !== null) emit(lowering, { do: 'branch', value: inRegister(inTime), ifTrue: wait, ifFalse: end }, false, call.span)
  out.place(wait)
  emitWait(lowering, call, held, inTime, timeout)
  emit(lowering, { do: 'jump', target: head }, false, call.span)
  out.place(end)
  return inRegister(answer)
}

/** How a predicate is asked. A `lambda` is asked where it stands: its variables are those of the function around it. */
export function predicateOf(lowering: Lowering, predicate: Expression): () => Operand {
  if (predicate.is === 'lambda') {
    const [parameter] = predicate.function.parameters
    if (parameter !== undefined) lowering.problems.add(parameter.span, 'a predicate takes no argument', 'write `lambda: …`')
    return () => lowering.value(predicate.value)
  }
  const target = kept(lowering, lowering.value(predicate))
  return () => {
    const to = register(lowering)
    emit(lowering, { do: 'call', to, target, arguments: [] }, false, predicate.span)
    return inRegister(to)
  }
}

/** `notify()`, `notify(n)`, `notify_all()`. */
export function lowerNotify(lowering: Lowering, call: Call, condition: Operand): Operand {
  const all = call.callee.is === 'attribute' && call.callee.name === 'notify_all'
  const given = givenTo(lowering, call, all ? [] : ['n'], 0, all ? 'notify_all()' : 'notify(1)')
  const count = given === null || all ? null : (computed(lowering, given).get('n') ?? intOperand(1))
  emit(lowering, { do: 'notify', condition, count }, true, call.span)
  return noneOperand
}
