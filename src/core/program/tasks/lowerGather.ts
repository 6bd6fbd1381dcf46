import { addSite } from '../lower/addSite'
import { isInCoroutine } from './coroutine'
import { meaningOf } from '../names/imports'
import type { Operand } from '../instruction'
import { emitOutcome, readField } from '../pools/lowerFuture'
import { addMember, awaitGroup, makeGroup, noteAll, ofGroup } from './lowerGroup'
import { lowerComprehension } from '../lower/lowerLoop'
import { suspend } from './lowerLoopToken'
import { toldWords } from './lowerParking'
import { taskOf } from './lowerTask'
import { emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from '../lower/lowering'
import type { Span } from '../source'
import { compared, emitIf, emitUnless, emitWhile, variable } from '../lower/structured'
import type { Call, Expression } from '../read/syntax'
import { taskField } from './taskFields'

/** Whether an expression is a call of `asyncio.gather`. */
export const isGather = (lowering: Lowering, value: Expression): value is Call =>
  value.is === 'call' && meaningOf(value.callee, lowering.scopes.imports, lowering.problems) === 'asyncio.gather'

/**
 * `await asyncio.gather(work(1), task)`, also of a list: `gather(*tasks)`. What is no task yet becomes one. A list of results in order, or the first failure while
 * the others go on; with `return_exceptions=True` all are waited for.
 */
export function lowerGather(lowering: Lowering, call: Call, wanted: boolean, hint: string): Operand {
  const { span } = call
  const { list } = gather(lowering, call, wanted)
  if (!wanted) return noneOperand
  const results = register(lowering)
  emit(lowering, { do: 'makeList', to: results, items: [], site: addSite(lowering, 'list', hint, span) }, false, span)
  eachOf(lowering, list, span, (task) => {
    emit(lowering, { do: 'appendItem', list: inRegister(results), value: readField(lowering, task, taskField.value, span) }, false, span)
  })
  return inRegister(results)
}

/** `a, b = await asyncio.gather(work(1), work(2))`: the results one by one, or null when the text does not tell how many there are. */
export function lowerGathered(lowering: Lowering, call: Call): readonly Operand[] | null {
  const { items } = gather(lowering, call, true)
  return items?.map((task) => readField(lowering, task, taskField.value, call.span)) ?? null
}

/** Makes the tasks and waits for them. */
function gather(lowering: Lowering, call: Call, wanted: boolean): Tasks {
  const { span } = call
  if (!isInCoroutine(lowering)) lowering.problems.add(span, '`await` stands outside an `async def`', 'write `async def` before the function')
  const isEager = !returnsExceptions(lowering, call)
  if (!isEager && wanted)
    lowering.problems.add(
      span,
      'the results of `gather(…, return_exceptions=True)` may be exceptions, which lists of the lab cannot hold',
      'write it on a line of its own, and ask each task: `task.result()`'
    )
  const tasks = tasksOf(lowering, call)
  const { list } = tasks
  const group = makeGroup(lowering, isEager ? 'failure' : 'all', span)
  const many = lengthOf(lowering, list, span)
  const isEmpty = compared(lowering, many, '==', intOperand(0), span)
  emitUnless(lowering, isEmpty, span, () => {
    eachOf(lowering, list, span, (task) => addMember(lowering, group, task, span))
    noteAll(lowering, group, span)
    emitIf(
      lowering,
      ofGroup(lowering, group, 'done', span),
      span,
      // all had ended: the loop has a turn before that is noticed
      () => suspend(lowering, toldWords('gather of', many), () => undefined, span),
      () => awaitGroup(lowering, group, many, span)
    )
    if (isEager) raiseFailure(lowering, group, span)
    emitIf(lowering, ofGroup(lowering, group, 'cancelled', span), span, () => {
      emit(lowering, { do: 'raise', kind: 'CancelledError', message: [] }, false, span)
    })
  })
  return tasks
}

function raiseFailure(lowering: Lowering, group: Operand, span: Span): void {
  const failed = ofGroup(lowering, group, 'failed', span)
  emitIf(lowering, compared(lowering, failed, 'is not', noneOperand, span), span, () => void emitOutcome(lowering, failed, span))
}

function returnsExceptions(lowering: Lowering, { keywords }: Call): boolean {
  const strange = keywords.find(({ name }) => name !== 'return_exceptions')
  if (strange !== undefined)
    lowering.problems.add(strange.span, `\`gather\` has no argument \`${strange.name}\``, 'write `return_exceptions=True`, or leave it out')
  const flag = keywords.find(({ name }) => name === 'return_exceptions')?.value
  if (flag === undefined) return false
  if (flag.is === 'literal' && flag.literal.kind === 'bool') return flag.literal.value
  lowering.problems.add(flag.span, 'whether `gather` returns exceptions must be written down', 'write `True` or `False`')
  return false
}

/** The tasks that are gathered, in a list, and one by one where the text tells how many there are. */
interface Tasks {
  readonly list: Operand
  readonly items: readonly Operand[] | null
}

function tasksOf(lowering: Lowering, { positional, star, span }: Call): Tasks {
  const given = star === undefined ? positional : star.is === 'list' ? star.items : null
  if (star !== undefined && positional.length > 0)
    lowering.problems.add(span, '`gather` takes a list behind `*`, or tasks one by one', 'write all into one list: `gather(*tasks)`')
  if (given === null) return { list: listedTasks(lowering, star ?? { is: 'bad', span }, span), items: null }
  const items = given.map((item) => kept(lowering, taskOf(lowering, item, 'gather(work(1), work(2))')))
  return { list: listOf(lowering, items, span), items }
}

function listedTasks(lowering: Lowering, star: Expression, span: Span): Operand {
  if (star.is === 'comprehension') return lowerComprehension(lowering, star, '', () => taskOf(lowering, star.element, 'gather(*[work(i) for i in range(3)])'))
  const list = kept(lowering, lowering.value(star))
  const tasks = listOf(lowering, [], span)
  // a copy: who changes the list meanwhile changes nothing here
  eachOf(lowering, list, span, (task) => void emit(lowering, { do: 'appendItem', list: tasks, value: task }, false, span))
  return tasks
}

function listOf(lowering: Lowering, items: readonly Operand[], span: Span): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'makeList', to, items, site: addSite(lowering, 'list', '', span) }, false, span)
  return inRegister(to)
}

/** How long a list is. */
export function lengthOf(lowering: Lowering, list: Operand, span: Span): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'builtin', to, name: 'len', arguments: [list] }, false, span)
  return inRegister(to)
}

/** Visits the elements of a list. */
export function eachOf(lowering: Lowering, list: Operand, span: Span, visit: (item: Operand) => void): void {
  const index = variable(lowering, intOperand(0), span)
  emitWhile(
    lowering,
    () => compared(lowering, index.now, '<', lengthOf(lowering, list, span), span),
    span,
    () => {
      const [item, next] = [register(lowering), register(lowering)]
      emit(lowering, { do: 'readItem', to: item, list, index: index.now }, false, span)
      visit(inRegister(item))
      emit(lowering, { do: 'arithmetic', to: next, operator: '+', left: index.now, right: intOperand(1) }, false, span)
      index.becomes(inRegister(next))
    }
  )
}
