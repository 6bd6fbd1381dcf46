import { addSite } from '../lower/addSite'
import { placeOf } from '../lower/foresight'
import { meaningOf } from '../names/imports'
import type { Operand } from '../instruction'
import { countInLoop, leaveAlive } from './loopCount'
import { futureField } from '../pools/futureFields'
import { emitOutcome, failFuture, makeFuture, readField } from '../pools/lowerFuture'
import { leaveLoop, ofLoop } from './lowerLoopToken'
import { park, toldWords, wakeAll } from './lowerParking'
import { argumentsInOrder } from '../lower/lowerThread'
import { constantOperand, emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from '../lower/lowering'
import { type Routine, routineNumber } from '../lower/routine'
import type { Span } from '../source'
import { emitIf } from '../lower/structured'
import type { Call } from '../read/syntax'

/*
 * `asyncio.to_thread(work, 1)` is as an `async def` that starts a thread, which works without the loop, takes it to say what came of it, and is waited for.
 *
 *     task    start the thread ─ … wait … ─ result
 *     thread  begin? ─ [ work ] ─ take the loop ─ result or failure ─ wake the task ─ give it back
 */

/** Whether a call is one of `asyncio.to_thread`. */
export const isToThread = (lowering: Lowering, { callee }: Call): boolean =>
  meaningOf(callee, lowering.scopes.imports, lowering.problems) === 'asyncio.to_thread'

/** The function that a task runs for such a call, and what it is to be given. */
export function lowerToThread(lowering: Lowering, call: Call): { readonly number: number; readonly values: Operand[] } | null {
  const [first, ...given] = call.positional
  if (first === undefined) {
    lowering.problems.add(call.span, '`to_thread` needs what is to be done', 'write `await asyncio.to_thread(work, 1)`')
    return null
  }
  const target = kept(lowering, lowering.value(first))
  const values = given.map((value) => kept(lowering, lowering.value(value)))
  const named = new Map(call.keywords.map(({ name, value }): [string, Operand] => [name, kept(lowering, lowering.value(value))]))
  const ordered = argumentsInOrder(lowering, call, target, values, named, 'submit')
  const name = target.from === 'constant' ? (lowering.scopes.all[target.constant.payload]?.syntax?.name ?? 'work') : 'work'
  const work: Work = { name, target: target.from === 'constant' ? target : null, place: placeOf(call.span) }
  return { number: routineNumber(lowering, waitForThread(work), ordered.length + 1, call.span), values: [target, ...ordered] }
}

/** Work for a thread; `target` where the text tells it. */
interface Work {
  readonly name: string
  readonly target: Operand | null
  readonly place: string
}

const waitForThread = (work: Work): Routine => ({
  name: `to_thread ${work.place}`,
  write(lowering, given, span) {
    const { future } = makeFuture(lowering, span, `${work.name} of line ${span.line}`, [])
    const done = readField(lowering, future, futureField.done, span)
    countInLoop(lowering, 'alive', '+', span)
    const jobs = countInLoop(lowering, 'jobs', '+', span)
    const number = register(lowering)
    emit(lowering, { do: 'arithmetic', to: number, operator: '-', left: jobs, right: intOperand(1) }, false, span)
    const thread = register(lowering)
    const target = constantOperand('function', routineNumber(lowering, inThread(work), given.length + 1, span))
    const name = [{ text: 'asyncio_' }, { value: inRegister(number), repr: false }]
    const site = addSite(lowering, 'thread', '', span)
    emit(lowering, { do: 'makeThread', to: thread, target, arguments: [future, ...given], name, daemon: null, site }, false, span)
    emit(lowering, { do: 'start', thread: inRegister(thread) }, false, span)
    // nobody waits for it any more: if it has not begun it never will
    const dropped = (): void => void emit(lowering, { do: 'claimWork', to: register(lowering), future: done, purpose: 'cancel' }, false, span)
    park(lowering, { on: done, want: 'pass', told: toldWords('to_thread'), dropped }, span)
    emit(lowering, { do: 'return', value: emitOutcome(lowering, future, span) }, false, span)
  }
})

const inThread = ({ name, target, place }: Work): Routine => ({
  name: `work ${place}`,
  write(lowering, [future = noneOperand, callee = noneOperand, ...given], span) {
    const { out } = lowering
    const [isMine, result, exception] = [register(lowering), register(lowering), register(lowering)]
    const [failed, over] = [out.label(), out.label()]
    const done = readField(lowering, future, futureField.done, span)
    emit(lowering, { do: 'claimWork', to: isMine, future: done, purpose: 'run' }, true, span)
    emitIf(
      lowering,
      inRegister(isMine),
      span,
      () => {
        emit(lowering, { do: 'workBegan', future: done, name }, false, span)
        const region = out.protect(failed)
        emit(lowering, { do: 'call', to: result, target: target ?? callee, arguments: given }, false, span)
        region.close()
        takeToken(lowering, span)
        emit(lowering, { do: 'writeField', record: future, field: futureField.value, value: inRegister(result), site: null }, false, span)
        emit(lowering, { do: 'jump', target: over }, false, span)
        out.place(failed)
        emit(lowering, { do: 'catch', to: exception }, false, span)
        takeToken(lowering, span)
        failFuture(lowering, future, inRegister(exception), span)
        out.place(over)
        emit(lowering, { do: 'setEvent', event: done }, false, span)
        emit(lowering, { do: 'workEnded', future: done, name }, false, span)
        wakeAll(lowering, done, 'pass', span)
      },
      () => takeToken(lowering, span)
    )
    leaveAlive(lowering, span)
    leaveLoop(lowering, span)
  }
})

function takeToken(lowering: Lowering, span: Span): void {
  emit(lowering, { do: 'acquire', object: ofLoop(lowering, 'token', span), to: null }, true, span)
}
