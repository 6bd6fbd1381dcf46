import type { Operand, Operation } from '../instruction'
import { isAwaited, park, wakeAll, wakeFirst } from './lowerParking'
import { truth } from './lowerLoopToken'
import { emit, inRegister, intOperand, type Lowering, noneOperand, register } from '../lower/lowering'
import type { Span } from '../source'
import { compared, emitIf, emitUnless, emitWhile, variable } from '../lower/structured'

/*
 * Locks, semaphores, conditions, events and queues of `asyncio`. They are the lab's own, touched by whoever has the loop; whoever has to wait waits in the loop's line, as nobody may
 * block with the loop in hand.
 */

/** Emits what is done to something of `asyncio`. */
function emitInLoop(lowering: Lowering, operation: Operation, step: boolean, span: Span): void {
  lowering.inLoop.add(emit(lowering, operation, step, span))
}

function ask(lowering: Lowering, operation: (to: number) => Operation, span: Span): Operand {
  const to = register(lowering)
  emitInLoop(lowering, operation(to), false, span)
  return inRegister(to)
}

/** Whether somebody has a lock, or no permit is left. */
export const isTaken = (lowering: Lowering, object: Operand, span: Span): Operand => ask(lowering, (to) => ({ do: 'locked', to, object }), span)

/** Whether somebody has to wait for a lock or a permit: it is taken, or others were there before. */
export function isBusy(lowering: Lowering, object: Operand, span: Span): Operand {
  const busy = variable(lowering, isTaken(lowering, object, span), span)
  emitUnless(lowering, busy.now, span, () => busy.becomes(isAwaited(lowering, object, 'pass', span)))
  return busy.now
}

/** `await lock.acquire()`, and the beginning of an `async with`: first come, first served. */
export function acquireInLoop(lowering: Lowering, object: Operand, span: Span): Operand {
  const take = (step: boolean): void => emitInLoop(lowering, { do: 'acquire', object, to: null }, step, span)
  emitIf(
    lowering,
    isBusy(lowering, object, span),
    span,
    () => {
      park(lowering, { on: object, want: 'pass', passOn: () => wakeFirst(lowering, object, 'pass', span) }, span)
      // nobody else may take it meanwhile
      take(false)
    },
    () => take(true)
  )
  return truth(true)
}

/** `lock.release()`, and the end of an `async with`: who has waited longest is next. */
export function releaseInLoop(lowering: Lowering, object: Operand, span: Span): void {
  const { out } = lowering
  const [wrong, over, exception, isLock, test] = [out.label(), out.label(), register(lowering), out.label(), register(lowering)]
  const region = out.protect(wrong)
  emitInLoop(lowering, { do: 'release', object, permits: null }, true, span)
  region.close()
  wakeFirst(lowering, object, 'pass', span)
  emit(lowering, { do: 'jump', target: over }, false, span)
  out.place(wrong)
  // `asyncio` has words of its own for this
  const isSemaphore = out.label()
  emit(lowering, { do: 'catch', to: exception }, false, span)
  emit(lowering, { do: 'matches', to: test, exception: inRegister(exception), kinds: ['ValueError'] }, false, span)
  emit(lowering, { do: 'branch', value: inRegister(test), ifTrue: isSemaphore, ifFalse: isLock }, false, span)
  out.place(isSemaphore)
  emit(lowering, { do: 'raise', kind: 'ValueError', message: [{ text: 'BoundedSemaphore released too many times' }] }, false, span)
  out.place(isLock)
  emit(lowering, { do: 'raise', kind: 'RuntimeError', message: [{ text: 'Lock is not acquired.' }] }, false, span)
  out.place(over)
}

/** `await event.wait()`: goes on at once when it is set. */
export function waitInLoop(lowering: Lowering, event: Operand, span: Span): Operand {
  emitUnless(
    lowering,
    ask(lowering, (to) => ({ do: 'isSet', to, event }), span),
    span,
    () => park(lowering, { on: event, want: 'pass' }, span)
  )
  return truth(true)
}

/** `await condition.wait()`: gives the lock back, waits, and takes it again, also when it is cancelled; then another one is notified instead. */
export function waitForNotify(lowering: Lowering, condition: Operand, span: Span): Operand {
  checkTaken(lowering, condition, 'wait', span)
  releaseInLoop(lowering, condition, span)
  const isCancelled = variable(lowering, truth(false), span)
  const again = variable(lowering, truth(false), span)
  unlessCancelled(
    lowering,
    () => park(lowering, { on: condition, want: 'notify' }, span),
    () => isCancelled.becomes(truth(true)),
    span
  )
  again.becomes(truth(true))
  emitWhile(
    lowering,
    () => again.now,
    span,
    () => {
      again.becomes(truth(false))
      const retry = (): void => {
        isCancelled.becomes(truth(true))
        again.becomes(truth(true))
      }
      unlessCancelled(lowering, () => void acquireInLoop(lowering, condition, span), retry, span)
    }
  )
  emitIf(lowering, isCancelled.now, span, () => {
    wakeFirst(lowering, condition, 'notify', span)
    emit(lowering, { do: 'raise', kind: 'CancelledError', message: [] }, false, span)
  })
  return truth(true)
}

/** `condition.notify(n)`, or all of them: no step of its own, as whoever is told has to wait for the lock anyway. */
export function notifyInLoop(lowering: Lowering, condition: Operand, many: Operand | null, span: Span): void {
  checkTaken(lowering, condition, 'notify', span)
  if (many === null) return wakeAll(lowering, condition, 'notify', span)
  const left = variable(lowering, many, span)
  emitWhile(
    lowering,
    () => compared(lowering, left.now, '>', intOperand(0), span),
    span,
    () => {
      wakeFirst(lowering, condition, 'notify', span)
      const less = register(lowering)
      emit(lowering, { do: 'arithmetic', to: less, operator: '-', left: left.now, right: intOperand(1) }, false, span)
      left.becomes(inRegister(less))
    }
  )
}

function checkTaken(lowering: Lowering, condition: Operand, what: 'wait' | 'notify', span: Span): void {
  emitUnless(
    lowering,
    isTaken(lowering, condition, span),
    span,
    () => void emit(lowering, { do: 'raise', kind: 'RuntimeError', message: [{ text: `cannot ${what} on un-acquired lock` }] }, false, span)
  )
}

/** Waits for something; `cancelled` when the task is asked to stop meanwhile. */
function unlessCancelled(lowering: Lowering, wait: () => void, cancelled: () => void, span: Span): void {
  const { out } = lowering
  const [stopped, over] = [out.label(), out.label()]
  const region = out.protect(stopped)
  wait()
  region.close()
  emit(lowering, { do: 'jump', target: over }, false, span)
  out.place(stopped)
  emit(lowering, { do: 'catch', to: register(lowering) }, false, span)
  cancelled()
  out.place(over)
}

/** `event.set()`. */
export function setInLoop(lowering: Lowering, event: Operand, span: Span): void {
  emitInLoop(lowering, { do: 'setEvent', event }, true, span)
  wakeAll(lowering, event, 'pass', span)
}

/** `await queue.put(value)`, or without `await` where there is room: else `QueueFull`. */
export function putInLoop(lowering: Lowering, queue: Operand, value: Operand, waits: boolean, span: Span): void {
  const state = (): Operand => ask(lowering, (to) => ({ do: 'queueState', to, queue, ask: 'full' }), span)
  untilNot(lowering, state, waits, 'QueueFull', { on: queue, want: 'put' }, span)
  emitInLoop(lowering, { do: 'put', queue, value, blocking: false, timeout: null }, true, span)
  wakeFirst(lowering, queue, 'get', span)
}

/** `await queue.get()`, or without `await` where there is a value: else `QueueEmpty`. */
export function getInLoop(lowering: Lowering, queue: Operand, waits: boolean, span: Span): Operand {
  const state = (): Operand => ask(lowering, (to) => ({ do: 'queueState', to, queue, ask: 'empty' }), span)
  untilNot(lowering, state, waits, 'QueueEmpty', { on: queue, want: 'get' }, span)
  const to = register(lowering)
  emitInLoop(lowering, { do: 'get', to, queue, blocking: false, timeout: null }, true, span)
  wakeFirst(lowering, queue, 'put', span)
  return inRegister(to)
}

type Waiting = { readonly on: Operand; readonly want: 'get' | 'put' }

/** Waits while a queue is full or empty, or raises. Whoever is cancelled when it had been told to go on lets another one try. */
function untilNot(lowering: Lowering, state: () => Operand, waits: boolean, kind: 'QueueFull' | 'QueueEmpty', { on, want }: Waiting, span: Span): void {
  const { out } = lowering
  const [head, no, free] = [out.label(), out.label(), out.label()]
  out.place(head)
  emit(lowering, { do: 'branch', value: state(), ifTrue: no, ifFalse: free }, false, span)
  out.place(no)
  if (waits) {
    const passOn = (): void => emitUnless(lowering, state(), span, () => wakeFirst(lowering, on, want, span))
    park(lowering, { on, want, passOn }, span)
    emit(lowering, { do: 'jump', target: head }, false, span)
  } else emit(lowering, { do: 'raise', kind, message: [] }, false, span)
  out.place(free)
}

/** `queue.task_done()`. */
export function taskDoneInLoop(lowering: Lowering, queue: Operand, span: Span): void {
  emitInLoop(lowering, { do: 'taskDone', queue }, true, span)
  emitIf(lowering, isDone(lowering, queue, span), span, () => wakeAll(lowering, queue, 'join', span))
}

/** `await queue.join()`. */
export function joinInLoop(lowering: Lowering, queue: Operand, span: Span): Operand {
  emitUnless(lowering, isDone(lowering, queue, span), span, () => park(lowering, { on: queue, want: 'join' }, span))
  return noneOperand
}

const isDone = (lowering: Lowering, queue: Operand, span: Span): Operand => ask(lowering, (to) => ({ do: 'queueState', to, queue, ask: 'done' }), span)
