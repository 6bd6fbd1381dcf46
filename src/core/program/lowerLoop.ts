import type { Operand } from './instruction'
import { emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from './lowering'
import type { Clause, Expression } from './syntax'

/** How a loop goes on: `next` emits the test (leaving to `done`) and says where the values of this round are, `advance` moves on when they were taken. */
interface Walk {
  readonly next: (done: number) => Operand[]
  readonly advance: () => void
}

/** Prepares a walk over `range(…)`, a list, `enumerate(list)` or `zip(list, …)`; null when it is none of them. */
function walkOver(lowering: Lowering, over: Expression): Walk | null {
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
  const held = lists.map((list) => kept(lowering, lowering.value(list)))
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
  body(head, end)
  emit(lowering, { do: 'jump', target: head })
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
export function lowerComprehension(lowering: Lowering, expression: Expression & { is: 'comprehension' }, hint: string): Operand {
  const list = register(lowering)
  const site =
    lowering.sites.push({ kind: 'list', name: hint.startsWith('[') ? '' : hint, elements: { kinds: new Set(), shared: false }, span: expression.span }) - 1
  const names = new Map<string, number>()
  const run = (clauses: readonly Clause[], first: boolean): void => {
    const [clause, ...rest] = clauses
    if (clause === undefined) {
      emit(lowering, { do: 'appendItem', list: inRegister(list), value: lowering.value(expression.element, undefined, `${hint}[]`) })
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
  for (const condition of clause.conditions) {
    const next = out.label()
    lowering.branch(condition, next, head)
    out.place(next)
  }
  inside()
  emit(lowering, { do: 'jump', target: head })
  out.place(done)
  if (first) frame.inner.pop()
}

function bindInner(lowering: Lowering, names: Map<string, number>, name: string, value: Operand): void {
  const to = names.get(name) ?? register(lowering, name)
  names.set(name, to)
  emit(lowering, { do: 'move', to, value })
}
