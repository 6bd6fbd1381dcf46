import type { Operand, TextPart } from '../instruction'
import { addSite } from '../lower/addSite'
import { futureField, workField } from './futureFields'
import { failFuture, makeFuture, readField, branchOnNone } from './lowerFuture'
import { argumentsInOrder } from '../lower/lowerThread'
import { lowerText } from '../lower/lowerText'
import { type Destination, emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from '../lower/lowering'
import { givenTo, isNone } from '../lower/signature'
import type { Span } from '../source'
import type { Submission } from './poolWork'
import type { Call } from '../read/syntax'

/*
 * `concurrent.futures.ThreadPoolExecutor`, made of what there is: a queue of work, threads that take from it, and a future for each piece of work. A piece of work
 * is its future with three more things: the number of the place in the text that submitted it, the function, and the arguments. All pools share one function,
 * which the workers run; it has a piece of code for each of these places, so that what every argument may hold is known.
 *
 *     take ─ None? ─ return
 *      │ └ which place? ─┬ claim ─ began ─ [ call ] ─ value ─ ended ─ set ─┐
 *      │                 │                    └ exception ─ failure ─ ended ─ set ─┤
 *      └─────────────────┴─────────────────────────────────────────────────────────┘
 */

/** Fields of a pool: its queue, how many workers it may have, and what their names begin with. */
const poolField = { queue: 0, most: 1, prefix: 2 } as const

/** `ThreadPoolExecutor(max_workers=4)`, also with `thread_name_prefix=`; `ProcessPoolExecutor(max_workers=4)`. */
export function makePool(lowering: Lowering, call: Call, { into, hint }: Destination, kind: 'ThreadPoolExecutor' | 'ProcessPoolExecutor'): Operand {
  const names = kind === 'ThreadPoolExecutor' ? ['max_workers', 'thread_name_prefix'] : ['max_workers']
  lowering.work.workers.add(kind === 'ThreadPoolExecutor' ? 'thread' : 'process')
  if (lowering.work.workers.size > 1)
    lowering.problems.add(
      call.span,
      'a program of the lab has threads or processes, not both',
      'make all pools `ProcessPoolExecutor`, or all `ThreadPoolExecutor`'
    )
  const given = givenTo(lowering, call, names, 1, `${kind}(max_workers=4)`)
  const workers = given?.get('max_workers')
  if (given === null || workers === undefined) return noneOperand
  if (isNone(workers)) lowering.problems.add(workers.span, 'how many workers there are would depend on the machine', 'write `max_workers=4`')
  const most = kept(lowering, lowering.value(workers))
  const prefix = given.get('thread_name_prefix')
  const parts: readonly TextPart[] = prefix === undefined ? [{ text: `ThreadPoolExecutor-${lowering.work.pools}` }] : lowerText(lowering, prefix)
  lowering.work.pools++
  refuseTooFew(lowering, most, call.span)
  const [queue, name, to] = [register(lowering), register(lowering), into ?? register(lowering)]
  const site = addSite(lowering, 'queue', hint === '' ? '' : `work of ${hint}`, call.span, 'pool')
  emit(lowering, { do: 'makeQueue', to: queue, capacity: null, site }, false, call.span)
  emit(lowering, { do: 'text', to: name, parts }, false, call.span)
  const fields = [inRegister(queue), most, inRegister(name)]
  emit(lowering, { do: 'makeRecord', to, fields, site: addSite(lowering, 'record', hint, call.span, 'pool') }, false, call.span)
  return inRegister(to)
}

function refuseTooFew(lowering: Lowering, most: Operand, span: Span): void {
  const { out } = lowering
  const [isTooFew, bad, good] = [register(lowering), out.label(), out.label()]
  emit(lowering, { do: 'compare', to: isTooFew, operator: '<=', left: most, right: intOperand(0) }, false, span)
  emit(lowering, { do: 'branch', value: inRegister(isTooFew), ifTrue: bad, ifFalse: good }, false, span)
  out.place(bad)
  emit(lowering, { do: 'raise', kind: 'ValueError', message: [{ text: 'max_workers must be greater than 0' }] }, false, span)
  out.place(good)
}

/** `pool.submit(work, 1, key=2)`: a future. */
export function lowerSubmit(lowering: Lowering, call: Call, pool: Operand, hint: string): Operand {
  const [first, ...given] = call.positional
  if (first === undefined) {
    lowering.problems.add(call.span, '`submit` needs what is to be done', 'write `pool.submit(work, 1)`')
    return noneOperand
  }
  const held = kept(lowering, pool)
  const target = kept(lowering, lowering.value(first))
  const values = given.map((value) => kept(lowering, lowering.value(value)))
  const named = new Map(call.keywords.map(({ name, value }): [string, Operand] => [name, kept(lowering, lowering.value(value))]))
  return submit(lowering, held, target, argumentsInOrder(lowering, call, target, values, named, 'submit'), hint, call.span)
}

/** Puts a piece of work into a pool's queue. */
export function submit(lowering: Lowering, pool: Operand, target: Operand, values: readonly Operand[], hint: string, span: Span): Operand {
  const { work } = lowering
  const number = target.from === 'constant' ? target.constant.payload : -1
  const called = lowering.scopes.all[number]?.syntax?.name ?? 'work'
  const queue = readField(lowering, pool, poolField.queue, span, 'pool')
  const { future, site } = makeFuture(lowering, span, hint === '' ? `${called} of line ${span.line}` : hint, [
    intOperand(work.submissions.length),
    target,
    ...values
  ])
  work.submissions.push({ site, name: called, target: target.from === 'constant' ? target : null, arguments: values.length, span })
  emit(lowering, { do: 'put', queue, value: future, blocking: true, timeout: null }, true, span)
  startWorkers(lowering, pool, queue, span)
  return future
}

/** Starts one more thread while a pool has fewer workers than it may have; processes all at once, as CPython forks them: they have the memory of that moment. */
function startWorkers(lowering: Lowering, pool: Operand, queue: Operand, span: Span): void {
  const { out, work, foresight } = lowering
  const [worker, isOne, thread] = [register(lowering), register(lowering), register(lowering)]
  const [head, more, end] = [out.label(), out.label(), out.label()]
  const most = readField(lowering, pool, poolField.most, span)
  out.place(head)
  emit(lowering, { do: 'claimWorker', to: worker, queue, most }, false, span)
  emit(lowering, { do: 'compare', to: isOne, operator: '>=', left: inRegister(worker), right: intOperand(0) }, false, span)
  emit(lowering, { do: 'branch', value: inRegister(isOne), ifTrue: more, ifFalse: end }, false, span)
  out.place(more)
  const name: TextPart[] = [
    { value: readField(lowering, pool, poolField.prefix, span), repr: false },
    { text: '_' },
    { value: inRegister(worker), repr: false }
  ]
  const run: Operand = { from: 'constant', constant: { kind: 'function', payload: lowering.lambda(work.worker) } }
  const areProcesses = foresight.workers === 'process'
  const site = addSite(lowering, 'thread', '', span, areProcesses ? 'process' : 'pool')
  emit(lowering, { do: 'makeThread', to: thread, target: run, arguments: [queue], name: areProcesses ? null : name, daemon: null, site }, false, span)
  emit(lowering, { do: 'start', thread: inRegister(thread) }, false, span)
  if (areProcesses) emit(lowering, { do: 'jump', target: head }, false, span)
  out.place(end)
}

/** What all workers run; to be lowered behind everything that submits work. */
export function lowerWorker(lowering: Lowering): void {
  const { out, work } = lowering
  const span = work.submissions[0]?.span ?? lowering.span
  const [head, over, some] = [out.label(), out.label(), out.label()]
  const item = register(lowering)
  out.place(head)
  emit(lowering, { do: 'get', to: item, queue: inRegister(0), blocking: true, timeout: null }, true, span)
  branchOnNone(lowering, inRegister(item), over, some, span)
  out.place(some)
  const place = readField(lowering, inRegister(item), workField.place, span)
  for (const [number, submission] of work.submissions.entries()) {
    const [here, next] = [out.label(), out.label()]
    if (number < work.submissions.length - 1) {
      const test = register(lowering)
      emit(lowering, { do: 'compare', to: test, operator: '==', left: place, right: intOperand(number) }, false, span)
      emit(lowering, { do: 'branch', value: inRegister(test), ifTrue: here, ifFalse: next }, false, span)
    }
    out.place(here)
    runWork(lowering, submission, inRegister(item), head)
    out.place(next)
  }
  out.place(over)
  emit(lowering, { do: 'return', value: noneOperand }, false, span)
}

function runWork(lowering: Lowering, { site, name, target, arguments: count, span }: Submission, item: Operand, head: number): void {
  const { out } = lowering
  const field = (number: number): Operand => readField(lowering, item, number, span, null, site)
  const done = field(futureField.done)
  const [isMine, mine, failed] = [register(lowering), out.label(), out.label()]
  const dropped = out.label()
  emit(lowering, { do: 'claimWork', to: isMine, future: done, purpose: 'run' }, false, span)
  emit(lowering, { do: 'branch', value: inRegister(isMine), ifTrue: mine, ifFalse: dropped }, false, span)
  out.place(dropped)
  emit(lowering, { do: 'taskDone', queue: inRegister(0) }, false, span)
  emit(lowering, { do: 'jump', target: head }, false, span)
  out.place(mine)
  const values = Array.from({ length: count }, (_, at) => field(workField.first + at))
  const callee = target ?? field(workField.target)
  emit(lowering, { do: 'workBegan', future: done, name }, false, span)
  const result = register(lowering)
  const region = out.protect(failed)
  emit(lowering, { do: 'call', to: result, target: callee, arguments: values }, false, span)
  region.close()
  emit(lowering, { do: 'writeField', record: item, field: futureField.value, value: inRegister(result), site }, false, span)
  settle(lowering, done, name, head, span)
  out.place(failed)
  const exception = register(lowering)
  emit(lowering, { do: 'catch', to: exception }, false, span)
  failFuture(lowering, item, inRegister(exception), span)
  settle(lowering, done, name, head, span)
}

function settle(lowering: Lowering, done: Operand, name: string, head: number, span: Span): void {
  emit(lowering, { do: 'setEvent', event: done }, true, span)
  emit(lowering, { do: 'workEnded', future: done, name }, false, span)
  emit(lowering, { do: 'taskDone', queue: inRegister(0) }, false, span)
  emit(lowering, { do: 'jump', target: head }, false, span)
}

/** `pool.shutdown()`, `pool.shutdown(wait=False)`. */
export function lowerShutdown(lowering: Lowering, call: Call, pool: Operand): Operand {
  const given = givenTo(lowering, call, ['wait'], 0, 'shutdown()')
  const wait = given?.get('wait')
  const isKnown = wait === undefined || (wait.is === 'literal' && wait.literal.kind === 'bool')
  if (!isKnown) lowering.problems.add(wait.span, 'whether `shutdown` waits must be written down', 'write `True` or `False`')
  emitShutdown(lowering, pool, wait?.is !== 'literal' || wait.literal.kind !== 'bool' || wait.literal.value, call.span)
  return noneOperand
}

/** Closes a pool and, if told so, waits until all its work is done. */
export function emitShutdown(lowering: Lowering, pool: Operand, wait: boolean, span: Span): void {
  const queue = readField(lowering, pool, poolField.queue, span, 'pool')
  emit(lowering, { do: 'closeQueue', queue }, true, span)
  if (wait) emit(lowering, { do: 'joinQueue', queue }, true, span)
}
