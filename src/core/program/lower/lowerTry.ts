import { exceptionKinds, kindsUnder } from '../exceptions'
import type { ExceptionKind } from '../instruction'
import { protectedBy } from './lowerCleanup'
import { exceptionNamed } from './lowerRaise'
import { emit, inRegister, type Lowering, register } from './lowering'
import type { ExceptClause, Expression, Statement } from '../read/syntax'

/** A `finally` is written out once for each way that leads through it; inside one another that doubles each time, so there is an end to it. */
const deepestCleanup = 6

type Try = Statement & { is: 'try' }

/** `try` with `except`, `else` and `finally`. */
export function lowerTry(lowering: Lowering, statement: Try): void {
  const { frame } = lowering
  if (statement.cleanup.length === 0) return lowerExcept(lowering, statement)
  if (frame.cleanups.filter((cleanup) => cleanup.isLong).length + frame.inCleanup >= deepestCleanup) {
    lowering.problems.add(statement.span, `this \`try\` is nested too deeply`, 'move the inner part into a function')
    return
  }
  protectedBy(lowering, () => lowerExcept(lowering, statement), finallyOf(lowering, statement), true)
}

/** How the `finally` is written out, wherever that is: the variables of an `except` or of a loop that it is left from are none of its own. */
function finallyOf(lowering: Lowering, statement: Try): () => void {
  const { frame } = lowering
  const inner = [...frame.inner]
  return () => {
    const before = { inCleanup: frame.inCleanup, loops: frame.loops, inner: frame.inner, caught: frame.caught }
    Object.assign(frame, { inCleanup: before.inCleanup + 1, loops: [], inner: [...inner], caught: [] })
    lowering.block(statement.cleanup)
    Object.assign(frame, before)
  }
}

/**
 * `try` without its `finally`. The `else` and the clauses stand outside the protection.
 *
 *     [ body ] ─ else ─────────────────────────────┐
 *        └ exception ─ catch ─ matches? ─ clause ──┴─ …
 *                                 └ no ─ next ─ … ─ reraise
 */
function lowerExcept(lowering: Lowering, { body, clauses, otherwise }: Try): void {
  if (clauses.length === 0) return lowering.block(body)
  const { out, frame } = lowering
  const [handler, end] = [out.label(), out.label()]
  const region = out.protect(handler)
  // A jump out of the body leaves the protection too; there is nothing to run for it.
  frame.cleanups.push({ region, emit: () => undefined, isLong: false })
  lowering.block(body)
  frame.cleanups.pop()
  region.close()
  lowering.block(otherwise)
  emit(lowering, { do: 'jump', target: end })
  out.place(handler)
  const exception = register(lowering)
  emit(lowering, { do: 'catch', to: exception })
  for (const clause of clauses) lowerClause(lowering, clause, exception, end)
  emit(lowering, { do: 'reraise', exception: inRegister(exception) })
  out.place(end)
}

function lowerClause(lowering: Lowering, clause: ExceptClause, exception: number, end: number): void {
  const { out, frame } = lowering
  const next = out.label()
  const kinds = caughtBy(lowering, clause)
  const before = lowering.span
  lowering.span = clause.span
  if (kinds.length < exceptionKinds.length) {
    const [matches, inside] = [register(lowering), out.label()]
    emit(lowering, { do: 'matches', to: matches, exception: inRegister(exception), kinds })
    emit(lowering, { do: 'branch', value: inRegister(matches), ifTrue: inside, ifFalse: next })
    out.place(inside)
  }
  frame.caught.push(exception)
  frame.inner.push(namesOf(lowering, clause, exception))
  lowering.block(clause.body)
  frame.inner.pop()
  frame.caught.pop()
  emit(lowering, { do: 'jump', target: end })
  out.place(next)
  lowering.span = before
}

/** The kinds that a clause takes: all without a word. */
function caughtBy(lowering: Lowering, { caught }: ExceptClause): readonly ExceptionKind[] {
  if (caught === null) return exceptionKinds
  const parts: readonly Expression[] = caught.is === 'tuple' ? caught.items : [caught]
  const taken = parts.flatMap((part) => {
    const name = exceptionNamed(lowering, part)
    if (name === null && part.is !== 'bad')
      lowering.problems.add(part.span, 'this exception is outside the lab’s Python', 'catch one that the lab knows, such as `ValueError`, or `Exception`')
    return name === null ? [] : kindsUnder(name, lowering.tasks.loop !== null)
  })
  return exceptionKinds.filter((kind) => taken.includes(kind))
}

/** The variable that holds the exception inside a clause; it is gone behind it, as in Python. */
function namesOf(lowering: Lowering, { name }: ExceptClause, exception: number): Map<string, number> {
  if (name === null) return new Map()
  if (lowering.frame.inner.some((names) => names.has(name.name)))
    lowering.problems.add(name.span, `\`${name.name}\` holds another exception already, which would be lost`, 'choose another name')
  return new Map([[name.name, exception]])
}
