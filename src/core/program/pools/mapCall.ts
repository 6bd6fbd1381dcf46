import type { Lowering } from '../lower/lowering'
import { resolve } from '../names/scopes'
import type { Call, Expression } from '../read/syntax'

/** An expression as the call `pool.map(…)`, or null. */
export function mapCall({ scopes }: Lowering, expression: Expression): Call | null {
  if (expression.is !== 'call' || expression.callee.is !== 'attribute' || expression.callee.name !== 'map') return null
  const { object } = expression.callee
  return object.is === 'name' && scopes.imports.has(object.name) ? null : expression
}

/** The `pool.map(…)` of `list(pool.map(…))`, or null. */
export function mapInList(lowering: Lowering, { callee, positional, keywords }: Call): Call | null {
  const [only] = positional
  const isList = callee.is === 'name' && callee.name === 'list' && resolve(lowering.scopes, lowering.frame.scope, 'list').means === 'unknown'
  return isList && only !== undefined && positional.length === 1 && keywords.length === 0 ? mapCall(lowering, only) : null
}
