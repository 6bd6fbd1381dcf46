import { type ExceptionName, exceptionKinds, isBuiltinException, isImportedException } from '../exceptions'
import { meaningOf } from '../names/imports'
import { lowerText } from './lowerText'
import { emit, inRegister, type Lowering } from './lowering'
import { resolve } from '../names/scopes'
import type { Expression, Statement } from '../read/syntax'

/** The exception that an expression such as `ValueError` or `queue.Empty` names, or null. */
export function exceptionNamed(lowering: Lowering, expression: Expression): ExceptionName | null {
  const { imports } = lowering.scopes
  if (expression.is !== 'name' && expression.is !== 'attribute') return null
  if (expression.is === 'name' && isBuiltinException(expression.name))
    return resolve(lowering.scopes, lowering.frame.scope, expression.name).means === 'unknown' ? expression.name : null
  const meaning = meaningOf(expression, imports, lowering.problems)
  return meaning !== null && isImportedException(meaning) ? meaning : null
}

/** `raise` in all its forms; alone it raises again what the `except` around it caught. */
export function lowerRaise(lowering: Lowering, { raised, span }: Statement & { is: 'raise' }): void {
  if (raised === null) return raiseAgain(lowering, span)
  const callee = raised.is === 'call' ? raised.callee : raised
  const named = exceptionNamed(lowering, callee)
  if (named === null) return raiseValue(lowering, raised)
  const kind = exceptionKinds.find((known) => known === named)
  const given = raised.is === 'call' ? raised : null
  if (kind === undefined || kind === 'ExceptionGroup')
    lowering.problems.add(raised.span, `\`${named}\` is no exception of a program’s own`, 'raise `Exception`, `RuntimeError` or `ValueError`')
  else if (given !== null && (given.positional.length > 1 || given.keywords.length > 0))
    lowering.problems.add(span, 'an exception takes one message here', 'give one text')
  else {
    const [message] = given?.positional ?? []
    emit(lowering, { do: 'raise', kind, message: message === undefined ? [] : lowerText(lowering, message) })
  }
}

function raiseAgain(lowering: Lowering, span: Statement['span']): void {
  const caught = lowering.frame.caught.at(-1)
  if (caught === undefined) lowering.problems.add(span, '`raise` alone stands outside an `except`', 'name the exception: `raise RuntimeError("…")`')
  else emit(lowering, { do: 'reraise', exception: inRegister(caught) })
}

/** An exception that a variable holds; anything else is refused when kinds are checked. */
function raiseValue(lowering: Lowering, raised: Expression): void {
  const isVariable = raised.is === 'name' && resolve(lowering.scopes, lowering.frame.scope, raised.name).means !== 'unknown'
  const isInner = raised.is === 'name' && lowering.frame.inner.some((names) => names.has(raised.name))
  if (isVariable || isInner) emit(lowering, { do: 'reraise', exception: lowering.value(raised) })
  else if (raised.is !== 'bad')
    lowering.problems.add(raised.span, 'this exception is outside the lab’s Python', 'raise a `RuntimeError`, `ValueError` or `Exception`')
}
