import { addSite } from '../lower/addSite'
import type { Operand } from '../instruction'
import { emitCancelTask } from './lowerCancel'
import { protectedBy } from '../lower/lowerCleanup'
import { readField } from '../pools/lowerFuture'
import { intoTask, leaveLoop, ofLoop, truth } from './lowerLoopToken'
import { constantOperand, emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from '../lower/lowering'
import { type Routine, routineNumber } from '../lower/routine'
import { secondsOf } from '../lower/seconds'
import { isNone } from '../lower/signature'
import type { Span } from '../source'
import { compared, emitIf, emitUnless } from '../lower/structured'
import type { Expression } from '../read/syntax'
import { taskField, timerField } from './taskFields'

/*
 * A timeout of `asyncio` is a lane of its own, which cancels the task when its time is over, unless the block has ended before. As time is for the schedule to choose,
 * it may do so whenever the loop is free.
 *
 *     start the timer ─ [ block ] ─ stop it ────────────────────────────────┐
 *                          └ exception ─ stop it ─ was it the timer? ─ TimeoutError
 */

/** Runs a block that may take so long: `limit` is the text of it. */
export function withTimeout(lowering: Lowering, limit: Expression | undefined, span: Span, block: () => void): void {
  if (limit === undefined || isNone(limit)) return block()
  const seconds = secondsOf(lowering, limit)
  if (typeof seconds !== 'number' && !isKnown(lowering, limit))
    lowering.problems.add(limit.span, 'a timeout of `asyncio` must be written down', 'write a number, or a constant of the module')
  if (seconds === 0) lowering.problems.add(limit.span, 'with no time at all nothing would begin', 'write a time above 0')
  const me = kept(lowering, ofLoop(lowering, 'running', span))
  const timer = startTimer(lowering, me, typeof seconds === 'number' ? intOperand(seconds) : seconds, span)
  const { out, frame } = lowering
  const [failed, over] = [out.label(), out.label()]
  const region = out.protect(failed)
  frame.cleanups.push({ region, emit: () => undefined, isLong: false })
  protectedBy(lowering, block, () => stopTimer(lowering, me, timer, span), false)
  frame.cleanups.pop()
  region.close()
  emit(lowering, { do: 'jump', target: over }, false, span)
  out.place(failed)
  raiseTimeout(lowering, me, timer, span)
  out.place(over)
}

/** A whole constant of the module stands where it is. */
const isKnown = (lowering: Lowering, { is, ...limit }: Expression): boolean => is === 'name' && 'name' in limit && lowering.numbers.has(limit.name)

function startTimer(lowering: Lowering, me: Operand, seconds: Operand, span: Span): Operand {
  const [end, timer, thread] = [register(lowering), register(lowering), register(lowering)]
  emit(lowering, { do: 'makeEvent', to: end, site: addSite(lowering, 'event', `end of line ${span.line}`, span) }, false, span)
  const fields = [inRegister(end), me, truth(false), truth(false), readField(lowering, me, taskField.cancels, span)]
  emit(lowering, { do: 'makeRecord', to: timer, fields, site: addSite(lowering, 'record', '', span, 'timer') }, false, span)
  const target = constantOperand('function', routineNumber(lowering, waitAndCancel, 2, span))
  const name = [{ text: `timeout of line ${span.line}` }]
  const site = addSite(lowering, 'thread', '', span, 'task')
  emit(lowering, { do: 'makeThread', to: thread, target, arguments: [inRegister(timer), seconds], name, daemon: null, site }, false, span)
  emit(lowering, { do: 'start', thread: inRegister(thread) }, false, span)
  return inRegister(timer)
}

/** What a timer runs: a step to find that its time is over or the block has ended; then, with the loop, it cancels the task. */
const waitAndCancel: Routine = {
  name: 'timer',
  write(lowering, [timer = noneOperand, seconds = noneOperand], span) {
    const { out } = lowering
    const [passed, over] = [out.label(), register(lowering)]
    const end = readField(lowering, timer, timerField.end, span)
    emit(lowering, { do: 'beginWait', object: end, to: over, timeout: seconds, passed }, false, span)
    emit(lowering, { do: 'endWait', object: end, to: over, timed: true }, true, span)
    out.place(passed)
    emitIf(lowering, inRegister(over), span, () => void emit(lowering, { do: 'return', value: noneOperand }, false, span))
    emit(lowering, { do: 'acquire', object: ofLoop(lowering, 'token', span), to: null }, true, span)
    emitUnless(lowering, readField(lowering, timer, timerField.isOver, span), span, () => {
      intoTimer(lowering, timer, 'hasFired', span)
      emitCancelTask(lowering, readField(lowering, timer, timerField.task, span), span)
    })
    leaveLoop(lowering, span)
  }
}

function intoTimer(lowering: Lowering, timer: Operand, field: 'isOver' | 'hasFired', span: Span): void {
  emit(lowering, { do: 'writeField', record: timer, field: timerField[field], value: truth(true), site: null }, false, span)
}

function stopTimer(lowering: Lowering, me: Operand, timer: Operand, span: Span): void {
  intoTimer(lowering, timer, 'isOver', span)
  // a step: between it and the block's last one the time may be over, as it may in a real run
  emit(lowering, { do: 'setEvent', event: readField(lowering, timer, timerField.end, span) }, true, span)
  // its own request is no longer one
  emitIf(lowering, readField(lowering, timer, timerField.hasFired, span), span, () => {
    const left = register(lowering)
    emit(lowering, { do: 'arithmetic', to: left, operator: '-', left: readField(lowering, me, taskField.cancels, span), right: intOperand(1) }, false, span)
    intoTask(lowering, me, 'cancels', inRegister(left), span)
  })
}

/** In the place of a `CancelledError` that nobody but the timer asked for. */
function raiseTimeout(lowering: Lowering, me: Operand, timer: Operand, span: Span): void {
  const [exception, isCancelled] = [register(lowering), register(lowering)]
  emit(lowering, { do: 'catch', to: exception }, false, span)
  emit(lowering, { do: 'matches', to: isCancelled, exception: inRegister(exception), kinds: ['CancelledError'] }, false, span)
  emitIf(lowering, inRegister(isCancelled), span, () =>
    emitIf(lowering, readField(lowering, timer, timerField.hasFired, span), span, () => {
      const before = readField(lowering, timer, timerField.cancels, span)
      emitIf(lowering, compared(lowering, readField(lowering, me, taskField.cancels, span), '<=', before, span), span, () => {
        emit(lowering, { do: 'raise', kind: 'TimeoutError', message: [] }, false, span)
      })
    })
  )
  emit(lowering, { do: 'reraise', exception: inRegister(exception) }, false, span)
}
