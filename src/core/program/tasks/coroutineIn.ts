import { directArguments } from '../lower/callArguments'
import { coroutine } from './coroutine'
import type { Operand } from '../instruction'
import type { Lowering } from '../lower/lowering'
import { isToThread, lowerToThread } from './lowerToThread'
import type { Expression } from '../read/syntax'

/** A call of an `async def` with its arguments, computed. */
export interface Coroutine {
  readonly number: number
  readonly name: string
  readonly values: readonly Operand[]
}

/** What an expression such as `work(1)` is to run, or null when it calls no `async def`; `values` are null where a problem was told. */
export function coroutineIn(
  lowering: Lowering,
  expression: Expression | undefined
): (Omit<Coroutine, 'values'> & { readonly values: Operand[] | null }) | null {
  if (expression?.is !== 'call') return null
  if (isToThread(lowering, expression)) return { number: 0, values: null, ...lowerToThread(lowering, expression), name: 'to_thread' }
  if (expression.callee.is !== 'name') return null
  const { name } = expression.callee
  const number = coroutine(lowering, name)
  if (number === null) return null
  lowering.frame.used.add(name)
  return { number, name, values: directArguments(lowering, expression, number) }
}
