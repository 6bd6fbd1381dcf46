import { addSite } from '../lower/addSite'
import { isInCoroutine } from './coroutine'
import { type Coroutine, coroutineIn } from './coroutineIn'
import type { Operand, TextPart } from '../instruction'
import { failFuture, readField } from '../pools/lowerFuture'
import { tellEnded } from './lowerGroup'
import { checkOpen, joinTaskGroup, tellFailed, tellTaskGroup } from './lowerTaskGroup'
import { giveWay, intoLoop, intoTask, leaveLoop, makeTask, ofLoop, raiseIfCancelled, takeLoop, truth } from './lowerLoopToken'
import { countInLoop, leaveAlive } from './loopCount'
import { toldWords } from './lowerParking'
import { toldFailure } from './awaitedWords'
import { lowerText } from '../lower/lowerText'
import { constantOperand, type Destination, emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from '../lower/lowering'
import { isNone } from '../lower/signature'
import type { Span } from '../source'
import { compared, emitIf } from '../lower/structured'
import { taskField } from './taskFields'
import type { Call, Expression, FunctionSyntax } from '../read/syntax'

/** `asyncio.create_task(work(1), name="…")`: the task runs once it gets the loop. */
export function createTask(lowering: Lowering, call: Call, { hint }: Pick<Destination, 'hint'>, made?: (task: Operand) => void): Operand {
  const { problems } = lowering
  const [only, ...more] = call.positional
  const strange = call.keywords.find(({ name }) => name !== 'name')
  if (!isInCoroutine(lowering))
    problems.add(call.span, 'a task is made here outside an `async def`', 'write it into the `async def` that `asyncio.run` is given')
  if (strange !== undefined) problems.add(strange.span, `\`create_task\` has no argument \`${strange.name}\` here`, 'use `name=`')
  const work = more.length > 0 ? null : coroutineIn(lowering, only)
  if (work === null) problems.add(call.span, '`create_task` takes the call of an `async def`', 'write `asyncio.create_task(work(1))`')
  if (work === null || work.values === null) return noneOperand
  const values = work.values.map((value) => kept(lowering, value))
  const given = call.keywords.find(({ name }) => name === 'name')?.value
  return startTask(lowering, { ...work, values }, { given: given === undefined || isNone(given) ? null : lowerText(lowering, given), hint, made }, call.span)
}

/** `group.create_task(work(1))` of a `TaskGroup`. */
export function createGroupTask(lowering: Lowering, call: Call, object: Operand, hint: string): Operand {
  const group = kept(lowering, object)
  checkOpen(lowering, group, call.span)
  return createTask(lowering, call, { hint }, (task) => joinTaskGroup(lowering, group, task, call.span))
}

/** The task that something awaitable is or becomes: a call of an `async def` begins as a task of its own. */
export function taskOf(lowering: Lowering, value: Expression, write: string): Operand {
  const work = coroutineIn(lowering, value)
  if (work === null) {
    const task = kept(lowering, lowering.value(value))
    readField(lowering, task, taskField.done, value.span, 'task')
    return task
  }
  if (work.values === null) return noneOperand
  if (!isInCoroutine(lowering)) lowering.problems.add(value.span, 'a task is made here outside an `async def`', `write \`await asyncio.${write}\``)
  const values = work.values.map((one) => kept(lowering, one))
  return startTask(lowering, { ...work, values }, { given: null, hint: '' }, value.span)
}

/** How a task begins. */
interface Beginning {
  /** Its name; null where the loop numbers it. */
  readonly given: readonly TextPart[] | null
  readonly hint: string
  /** What is done with it before it can run. */
  readonly made?: ((task: Operand) => void) | undefined
  /** Whether it is the one that the loop runs for. */
  readonly isFirst?: boolean
}

/** Makes a task of a call, its arguments computed, and starts it. */
export function startTask(lowering: Lowering, work: Coroutine, { given, hint, made, isFirst = false }: Beginning, span: Span): Operand {
  const task = makeTask(lowering, hint, span)
  made?.(task)
  countInLoop(lowering, 'alive', '+', span)
  const number = countInLoop(lowering, 'made', '+', span)
  const name = given ?? [{ text: 'Task-' }, { value: number, repr: false }]
  const thread = register(lowering)
  const target = constantOperand('function', lowering.lambda(runner(lowering, work, isFirst, span)))
  const site = addSite(lowering, 'thread', hint, span, 'task')
  emit(lowering, { do: 'makeThread', to: thread, target, arguments: [task, ...work.values], name, daemon: null, site }, false, span)
  intoTask(lowering, task, 'thread', inRegister(thread), span)
  emit(lowering, { do: 'start', thread: inRegister(thread), isTask: true }, false, span)
  return task
}

/** The function that the tasks of one place run: their record comes first, the arguments follow. */
function runner(lowering: Lowering, work: Coroutine, isFirst: boolean, span: Span): FunctionSyntax {
  const parameters = ['', ...work.values].map((_, at) => ({ name: `<${at}>`, fallback: null, keywordOnly: false, span }))
  const syntax: FunctionSyntax = { is: 'function', name: `<task ${work.name}>`, nameSpan: span, parameters, body: [], span }
  lowering.tasks.bodies.set(syntax, () => runTask(lowering, work, isFirst, span))
  return syntax
}

/*
 *     take the loop ─ [ cancelled? ─ call ] ─ value ─ done ─ give it back
 *                          └ exception ─ failure ──┘
 */
function runTask(lowering: Lowering, { number, values }: Coroutine, isFirst: boolean, span: Span): void {
  const { out } = lowering
  const [failed, settled] = [out.label(), out.label()]
  const me = inRegister(0)
  const [result, exception, isCancelled] = [register(lowering), register(lowering), register(lowering)]
  takeLoop(lowering, me, span)
  const region = out.protect(failed)
  raiseIfCancelled(lowering, me, span)
  const passed = values.map((_, at) => inRegister(at + 1))
  emit(lowering, { do: 'call', to: result, target: constantOperand('function', number), arguments: passed }, false, span)
  // who asks itself to stop and then returns ends as cancelled all the same
  emitIf(lowering, readField(lowering, me, taskField.asked, span), span, () => {
    emit(lowering, { do: 'raise', kind: 'CancelledError', message: [] }, false, span)
  })
  region.close()
  intoTask(lowering, me, 'value', inRegister(result), span)
  emit(lowering, { do: 'jump', target: settled }, false, span)
  out.place(failed)
  emit(lowering, { do: 'catch', to: exception }, false, span)
  failFuture(lowering, me, inRegister(exception), span)
  emit(lowering, { do: 'matches', to: isCancelled, exception: inRegister(exception), kinds: ['CancelledError'] }, false, span)
  intoTask(lowering, me, 'cancelled', inRegister(isCancelled), span)
  out.place(settled)
  intoTask(lowering, me, 'done', truth(true), span)
  tellEnded(lowering, me, span)
  emitIf(lowering, tellTaskGroup(lowering, me, span), span, () => {
    giveWay(lowering, me, span, toldWords(toldFailure))
    tellFailed(lowering, me, span)
  })
  leaveAlive(lowering, span)
  // while it has the loop it knows whether anybody is left to be cancelled
  if (isFirst) intoLoop(lowering, 'closing', compared(lowering, ofLoop(lowering, 'alive', span), '==', intOperand(0), span), span)
  leaveLoop(lowering, span)
}
