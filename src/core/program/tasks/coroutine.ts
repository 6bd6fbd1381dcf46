import type { Operand } from '../instruction'
import { type Lowering, noneOperand } from '../lower/lowering'
import { resolve } from '../names/scopes'
import type { Span } from '../source'

/** The number of the `async def` that a name means here, or null. */
export function coroutine(lowering: Lowering, name: string): number | null {
  const found = resolve(lowering.scopes, lowering.frame.scope, name)
  return found.means === 'function' && lowering.scopes.all[found.number]?.syntax?.isAsync === true ? found.number : null
}

/** Refuses an `async def` that is named or called without being awaited: in Python it would not run. */
export function tellForgotten(lowering: Lowering, name: string, span: Span): Operand {
  lowering.problems.add(
    span,
    `\`${name}\` is an \`async def\`, which runs only when it is awaited`,
    `write \`await ${name}(…)\` or \`asyncio.create_task(${name}(…))\``
  )
  return noneOperand
}

/** Whether the function that is being lowered is an `async def`. */
export const isInCoroutine = ({ frame }: Lowering): boolean => frame.scope.syntax?.isAsync === true
