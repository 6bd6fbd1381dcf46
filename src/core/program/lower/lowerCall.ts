import { directArguments, tellStar } from './callArguments'
import { meaningOf } from '../names/imports'
import type { Operand } from '../instruction'
import { lowerBuiltin } from './lowerBuiltin'
import { lowerLoneMap, lowerResults } from './lowerLoop'
import { mapCall, mapInList } from '../pools/mapCall'
import { coroutine, tellForgotten } from '../tasks/coroutine'
import { lowerMethod } from './lowerMethod'
import { emit, inRegister, type Lowering, noneOperand, register } from './lowering'
import { lowerObject } from './lowerObject'
import { resolve } from '../names/scopes'
import type { Call } from '../read/syntax'
import { hintFor, isBuiltin } from '../names/vocabulary'

/** A call of whatever kind. `wanted` is false where the value is thrown away. */
export function lowerCall(lowering: Lowering, call: Call, into: number | undefined, hint: string, wanted: boolean): Operand {
  const { callee } = call
  const mapped = mapInList(lowering, call)
  if (mapped !== null) return lowerResults(lowering, mapped, hint)
  if (mapCall(lowering, call) !== null) {
    if (wanted) lowering.problems.add(call.span, 'what `map` gives is used only in a loop here', 'write `list(pool.map(work, values))`')
    lowerLoneMap(lowering, call)
    return noneOperand
  }
  const meaning = meaningOf(callee, lowering.scopes.imports, lowering.problems)
  if (meaning === 'missing') return noneOperand
  if (call.star !== undefined && meaning !== 'asyncio.gather') tellStar(lowering, call.star.span)
  if (meaning === 'wait' && wanted)
    lowering.problems.add(call.span, 'what `wait` gives is outside the lab’s Python', 'write `wait(futures)` on a line of its own')
  if (meaning !== null) return lowerObject(lowering, call, meaning, { into, hint })
  if (callee.is === 'attribute') return lowerMethod(lowering, call, callee, into, wanted, hint)
  if (callee.is !== 'name') {
    lowering.problems.add(call.span, 'only names and methods can be called', 'give the function a name first')
    return noneOperand
  }
  const found = resolve(lowering.scopes, lowering.frame.scope, callee.name)
  if (found.means === 'unknown' && isBuiltin(callee.name)) return lowerBuiltin(lowering, call, callee.name, into)
  if (found.means === 'unknown') {
    const isInner = lowering.frame.inner.some((names) => names.has(callee.name))
    if (!isInner)
      lowering.problems.add(
        callee.span,
        `\`${callee.name}\` is not a function that the lab knows`,
        hintFor(callee.name) ?? 'check the spelling, or define it with `def`'
      )
  }
  if (found.means === 'function' && coroutine(lowering, callee.name) !== null) return tellForgotten(lowering, callee.name, call.span)
  const isFunction = found.means === 'function'
  const values = isFunction ? directArguments(lowering, call, found.number) : plainArguments(lowering, call)
  const target = lowering.value(callee)
  if (values === null) return noneOperand
  const to = wanted ? (into ?? register(lowering)) : null
  emit(lowering, { do: 'call', to, target, arguments: values }, false, call.span)
  return to === null ? noneOperand : inRegister(to)
}

/** Arguments of a call whose function is known only when it runs: by position. */
function plainArguments(lowering: Lowering, call: Call): Operand[] {
  const [keyword] = call.keywords
  if (keyword !== undefined) lowering.problems.add(keyword.span, 'named arguments need a call by the function’s own name', 'give the arguments by position')
  return call.positional.map((argument) => lowering.value(argument))
}
