import { meaningOf } from './imports'
import type { Operand } from './instruction'
import { lowerBuiltin } from './lowerBuiltin'
import { lowerLoneMap, lowerResults } from './lowerLoop'
import { mapCall, mapInList } from './mapCall'
import { lowerMethod } from './lowerMethod'
import { emit, inRegister, type Lowering, noneOperand, register } from './lowering'
import { lowerObject } from './lowerObject'
import { resolve } from './scopes'
import type { Call } from './syntax'
import { hintFor, isBuiltin } from './vocabulary'
import { literalOperand } from './lowerLiteral'

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

/** Arguments of a known function, in the order of its parameters; computed in the order in which they are written. */
function directArguments(lowering: Lowering, call: Call, number: number): Operand[] | null {
  const parameters = lowering.scopes.all[number]?.syntax?.parameters ?? []
  const byPosition = parameters.filter((parameter) => !parameter.keywordOnly)
  const name = call.callee.is === 'name' ? call.callee.name : ''
  const values = new Map<string, Operand>()
  for (const [at, argument] of call.positional.entries()) {
    const parameter = byPosition[at]
    const value = lowering.value(argument)
    if (parameter !== undefined) values.set(parameter.name, value)
  }
  if (call.positional.length > byPosition.length) {
    lowering.problems.add(
      call.span,
      `\`${name}\` takes ${counted(byPosition.length)} and is given ${call.positional.length}`,
      `write \`${name}(${parameters.map((parameter) => parameter.name).join(', ')})\``
    )
    return null
  }
  for (const keyword of call.keywords) {
    const value = lowering.value(keyword.value)
    if (values.has(keyword.name)) lowering.problems.add(keyword.span, `\`${keyword.name}\` is given twice`, 'give it once')
    else if (parameters.some((parameter) => parameter.name === keyword.name)) values.set(keyword.name, value)
    else
      lowering.problems.add(
        keyword.span,
        `\`${name}\` has no parameter \`${keyword.name}\``,
        `it has ${parameters.map((parameter) => `\`${parameter.name}\``).join(', ') || 'none'}`
      )
  }
  const result: Operand[] = []
  if (call.keywords.some((keyword) => !parameters.some((parameter) => parameter.name === keyword.name))) return null
  for (const parameter of parameters) {
    const value = values.get(parameter.name) ?? (parameter.fallback === null ? null : literalOperand(lowering, parameter.fallback, parameter.span))
    if (value === null) {
      lowering.problems.add(call.span, `\`${name}\` needs \`${parameter.name}\``, `write \`${name}(${parameters.map((other) => other.name).join(', ')})\``)
      return null
    }
    result.push(value)
  }
  return result
}

const counted = (count: number): string => (count === 1 ? 'one argument' : `${count} arguments`)
