import { addSite } from './addSite'
import { meaningOf } from '../names/imports'
import type { Operand } from '../instruction'
import { whenLeft } from './lowerCleanup'
import { walkCompleted } from '../pools/lowerCompleted'
import { emitCancel, emitResult } from '../pools/lowerFuture'
import { mapCall } from '../pools/mapCall'
import { submit } from '../pools/lowerPool'
import { emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from './lowering'
import type { Span } from '../source'
import type { Call, Clause, Expression } from '../read/syntax'

/**
 * How a loop goes on: `next` emits the test (leaving to `done`) and says where the values of this round are, `advance` moves on when they were taken, `abandon` is what
 * leaving it before its end does.
 */
interface Walk {
  readonly next: (done: number) => Operand[]
  readonly advance: () => void
  readonly abandon?: () => void
}

/** Prepares a walk over `range(…)`, a list, `enumerate(list)` or `zip(list, …)`; null when it is none of them. */
function walkOver(lowering: Lowering, over: Expression): Walk | null {
  const mapped = mapCall(lowering, over)
  if (mapped !== null) return walkMap(lowering, mapped)
  if (over.is === 'call' && meaningOf(over.callee, lowering.scopes.imports, lowering.problems) === 'as_completed') return walkCompleted(lowering, over)
  const called = over.is === 'call' && over.callee.is === 'name' && !isOwn(lowering, over.callee.name) ? over.callee.name : ''
  if (over.is !== 'call' || !['range', 'enumerate', 'zip'].includes(called)) return walkLists(lowering, [over], false)
  if (over.keywords.length > 0 || over.positional.length === 0) {
    lowering.problems.add(
      over.span,
      `\`${called}\` takes plain arguments here`,
      called === 'range' ? 'write `range(n)` or `range(from, to)`' : `write \`${called}(list)\``
    )
    return null
  }
  if (called === 'range') return walkRange(lowering, over)
  if (called === 'enumerate' && over.positional.length > 1) {
    lowering.problems.add(over.span, '`enumerate` with a start is outside the lab’s Python', 'add the start yourself')
    return null
  }
  return walkLists(lowering, over.positional, called === 'enumerate')
}

const isOwn = (lowering: Lowering, name: string): boolean => lowering.frame.local.has(name) || lowering.nameNumbers.has(name)

function walkRange(lowering: Lowering, call: Expression & { is: 'call' }): Walk | null {
  const [first, second, third, ...more] = call.positional
  if (first === undefined) return null
  const step = third === undefined ? 1 : third.is === 'literal' && third.literal.kind === 'int' ? third.literal.value : 0
  if (step === 0 || more.length > 0) {
    lowering.problems.add((third ?? call).span, 'the step of `range` must be a whole number other than 0, written down', 'write `range(from, to, 2)`')
    return null
  }
  const start = second === undefined ? intOperand(0) : kept(lowering, lowering.value(first))
  const stop = kept(lowering, lowering.value(second ?? first))
  const counter = register(lowering)
  emit(lowering, { do: 'move', to: counter, value: start })
  return {
    next: (done) => {
      leaveUnless(lowering, step > 0 ? '<' : '>', inRegister(counter), stop, done)
      return [inRegister(counter)]
    },
    advance: () => {
      emit(lowering, { do: 'arithmetic', to: counter, operator: '+', left: inRegister(counter), right: intOperand(step) })
    }
  }
}

function leaveUnless(lowering: Lowering, operator: '<' | '>', left: Operand, right: Operand, done: number): void {
  const test = register(lowering)
  const body = lowering.out.label()
  emit(lowering, { do: 'compare', to: test, operator, left, right })
  emit(lowering, { do: 'branch', value: inRegister(test), ifTrue: body, ifFalse: done })
  lowering.out.place(body)
}

function walkLists(lowering: Lowering, lists: readonly Expression[], counted: boolean): Walk {
  return walkHeld(
    lowering,
    lists.map((list) => kept(lowering, lowering.value(list))),
    counted
  )
}

function walkHeld(lowering: Lowering, held: readonly Operand[], counted: boolean): Walk {
  const index = register(lowering)
  emit(lowering, { do: 'move', to: index, value: intOperand(0) })
  return {
    next: (done) => {
      for (const list of held) {
        const length = register(lowering)
        emit(lowering, { do: 'builtin', to: length, name: 'len', arguments: [list] })
        leaveUnless(lowering, '<', inRegister(index), inRegister(length), done)
      }
      const values = held.map((list) => {
        const to = register(lowering)
        emit(lowering, { do: 'readItem', to, list, index: inRegister(index) })
        return inRegister(to)
      })
      return counted ? [inRegister(index), ...values] : values
    },
    advance: () => {
      emit(lowering, { do: 'arithmetic', to: index, operator: '+', left: inRegister(index), right: intOperand(1) })
    }
  }
}

/** Over the results of `pool.map(work, values)`: all work is submitted first. */
function walkMap(lowering: Lowering, call: Call): Walk {
  const futures = submitEach(lowering, call)
  const { next, advance } = walkHeld(lowering, [futures], false)
  return {
    next: (done) => next(done).map((future) => resultAmong(lowering, futures, future, call.span)),
    advance,
    abandon: () => cancelAll(lowering, futures, call.span)
  }
}

/** Submits the work of a `map`: a list of its futures. */
function submitEach(lowering: Lowering, call: Call): Operand {
  const { callee, positional, keywords, span } = call
  const [first, ...overs] = positional
  const [keyword] = keywords
  if (keyword !== undefined) lowering.problems.add(keyword.span, `\`map\` has no argument \`${keyword.name}\` here`, 'write `pool.map(work, values)`')
  if (first === undefined || overs.length === 0 || callee.is !== 'attribute') {
    lowering.problems.add(span, '`map` takes a function and what it is called with', 'write `pool.map(work, values)`')
    return noneOperand
  }
  const { out } = lowering
  const pool = kept(lowering, lowering.value(callee.object))
  const target = kept(lowering, lowering.value(first))
  const walks = overs.map((over) => walkOver(lowering, over)).filter((walk) => walk !== null)
  const list = register(lowering)
  emit(lowering, { do: 'makeList', to: list, items: [], site: addSite(lowering, 'list', '', span) }, false, span)
  const [head, done] = [out.label(), out.label()]
  out.place(head)
  const values = walks.flatMap((walk) => walk.next(done))
  const future = submit(lowering, pool, target, values, '', span)
  emit(lowering, { do: 'appendItem', list: inRegister(list), value: future }, false, span)
  for (const walk of walks) walk.advance()
  emit(lowering, { do: 'jump', target: head }, false, span)
  out.place(done)
  return inRegister(list)
}

/** The result of one of the futures of a `map`: when it has failed, work that nobody has begun is dropped. */
function resultAmong(lowering: Lowering, futures: Operand, future: Operand, span: Span): Operand {
  const { out } = lowering
  const [failed, good, result] = [out.label(), out.label(), register(lowering)]
  const region = out.protect(failed)
  emit(lowering, { do: 'move', to: result, value: emitResult(lowering, future, null, span) }, false, span)
  region.close()
  emit(lowering, { do: 'jump', target: good }, false, span)
  out.place(failed)
  const exception = register(lowering)
  emit(lowering, { do: 'catch', to: exception }, false, span)
  cancelAll(lowering, futures, span)
  emit(lowering, { do: 'reraise', exception: inRegister(exception) }, false, span)
  out.place(good)
  return inRegister(result)
}

/** Drops what nobody has begun, from the last to the first, as CPython does. */
function cancelAll(lowering: Lowering, futures: Operand, span: Span): void {
  const { out } = lowering
  const [index, one, isLeft] = [register(lowering), register(lowering), register(lowering)]
  const [head, body, done] = [out.label(), out.label(), out.label()]
  emit(lowering, { do: 'builtin', to: index, name: 'len', arguments: [futures] }, false, span)
  out.place(head)
  emit(lowering, { do: 'compare', to: isLeft, operator: '>', left: inRegister(index), right: intOperand(0) }, false, span)
  emit(lowering, { do: 'branch', value: inRegister(isLeft), ifTrue: body, ifFalse: done }, false, span)
  out.place(body)
  emit(lowering, { do: 'arithmetic', to: index, operator: '-', left: inRegister(index), right: intOperand(1) }, false, span)
  emit(lowering, { do: 'readItem', to: one, list: futures, index: inRegister(index) }, false, span)
  emitCancel(lowering, inRegister(one), span)
  emit(lowering, { do: 'jump', target: head }, false, span)
  out.place(done)
}

/** `list(pool.map(work, values))`: a list of the results. */
export function lowerResults(lowering: Lowering, call: Call, hint: string): Operand {
  const list = register(lowering)
  emit(lowering, { do: 'makeList', to: list, items: [], site: addSite(lowering, 'list', hint, call.span) }, false, call.span)
  lowerWalk(lowering, call, (value) => emit(lowering, { do: 'appendItem', list: inRegister(list), value }, false, call.span))
  return inRegister(list)
}

/** A `map` alone: its work is done, nobody asks for the results. */
export function lowerLoneMap(lowering: Lowering, call: Call): void {
  submitEach(lowering, call)
}

/** Puts the values of one round into the targets: one value in one target, or as many targets as values. */
function spread(lowering: Lowering, target: Expression, values: readonly Operand[], store: (target: Expression, value: Operand) => void): void {
  const targets = target.is === 'tuple' ? target.items : [target]
  if (targets.length !== values.length) {
    const many = values.length === 1 ? 'one name' : `${values.length} names, with commas between them`
    lowering.problems.add(target.span, `this loop gives ${values.length === 1 ? 'one value' : `${values.length} values`} each time`, `write ${many}`)
    return
  }
  for (const [at, part] of targets.entries()) store(part, values[at] ?? noneOperand)
}

/** A `for` loop; `store` assigns as a statement does. */
export function lowerFor(
  lowering: Lowering,
  statement: { target: Expression; over: Expression },
  body: (onContinue: number, onBreak: number) => void,
  otherwise: () => void,
  store: (target: Expression, value: Operand) => void
): void {
  const { out } = lowering
  const walk = walkOver(lowering, statement.over)
  const [head, done, end] = [out.label(), out.label(), out.label()]
  out.place(head)
  if (walk !== null) {
    spread(lowering, statement.target, walk.next(done), store)
    walk.advance()
  }
  const abandon = walk?.abandon
  if (abandon) {
    const broke = out.label()
    whenLeft(lowering, () => body(head, broke), abandon)
    emit(lowering, { do: 'jump', target: head })
    out.place(broke)
    abandon()
    emit(lowering, { do: 'jump', target: end })
  } else {
    body(head, end)
    emit(lowering, { do: 'jump', target: head })
  }
  out.place(done)
  otherwise()
  out.place(end)
}

/** Walks a value to its end inside an expression, as `sum` does. */
export function lowerWalk(lowering: Lowering, over: Expression, each: (value: Operand, done: number) => void): void {
  lowerFor(
    lowering,
    { target: { is: 'bad', span: over.span }, over },
    () => undefined,
    () => undefined,
    (_, value) => each(value, 0)
  )
}

/** A comprehension: a list that begins empty and grows. Its variables are its own; what it goes over first is computed outside, as Python does. */
export function lowerComprehension(
  lowering: Lowering,
  expression: Expression & { is: 'comprehension' },
  hint: string,
  element = (): Operand => lowering.value(expression.element, undefined, `${hint}[]`)
): Operand {
  const list = register(lowering)
  const site =
    lowering.sites.push({ kind: 'list', name: hint.startsWith('[') ? '' : hint, elements: { kinds: new Set(), shared: false }, span: expression.span }) - 1
  const names = new Map<string, number>()
  const run = (clauses: readonly Clause[], first: boolean): void => {
    const [clause, ...rest] = clauses
    if (clause === undefined) {
      emit(lowering, { do: 'appendItem', list: inRegister(list), value: element() })
      return
    }
    if (first) {
      // The list is made after the first walk is prepared: nothing of the comprehension runs when that fails.
      lowerClause(
        lowering,
        clause,
        names,
        () => run(rest, false),
        () => emit(lowering, { do: 'makeList', to: list, items: [], site })
      )
    } else
      lowerClause(
        lowering,
        clause,
        names,
        () => run(rest, false),
        () => undefined
      )
  }
  run(expression.clauses, true)
  return inRegister(list)
}

function lowerClause(lowering: Lowering, clause: Clause, names: Map<string, number>, inside: () => void, prepared: () => void): void {
  const { out, frame } = lowering
  const first = !frame.inner.includes(names)
  const walk = walkOver(lowering, clause.over)
  prepared()
  if (first) frame.inner.push(names)
  const [head, done] = [out.label(), out.label()]
  out.place(head)
  if (walk !== null) {
    spread(lowering, clause.target, walk.next(done), (target, value) => {
      if (target.is !== 'name') lowering.problems.add(target.span, 'a comprehension puts its values into names', 'write `for name in …`')
      else bindInner(lowering, names, target.name, value)
    })
    walk.advance()
  }
  const round = (): void => {
    for (const condition of clause.conditions) {
      const next = out.label()
      lowering.branch(condition, next, head)
      out.place(next)
    }
    inside()
  }
  if (walk?.abandon) whenLeft(lowering, round, walk.abandon)
  else round()
  emit(lowering, { do: 'jump', target: head })
  out.place(done)
  if (first) frame.inner.pop()
}

function bindInner(lowering: Lowering, names: Map<string, number>, name: string, value: Operand): void {
  const to = names.get(name) ?? register(lowering, name)
  names.set(name, to)
  emit(lowering, { do: 'move', to, value })
}
