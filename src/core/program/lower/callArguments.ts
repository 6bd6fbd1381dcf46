import type { Operand } from '../instruction'
import { literalOperand } from './lowerLiteral'
import type { Lowering } from './lowering'
import type { Span } from '../source'
import type { Call } from '../read/syntax'

/** Arguments of a known function, in the order of its parameters; computed in the order in which they are written. */
export function directArguments(lowering: Lowering, call: Call, number: number): Operand[] | null {
  const parameters = lowering.scopes.all[number]?.syntax?.parameters ?? []
  const byPosition = parameters.filter((parameter) => !parameter.keywordOnly)
  const name = call.callee.is === 'name' ? call.callee.name : ''
  const values = new Map<string, Operand>()
  if (call.star !== undefined) tellStar(lowering, call.star.span)
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

/** Refuses a list of arguments behind `*`. */
export const tellStar = (lowering: Lowering, span: Span): void =>
  lowering.problems.add(span, 'unpacking arguments with `*` is outside the lab’s Python', 'write the arguments one by one')

const counted = (count: number): string => (count === 1 ? 'one argument' : `${count} arguments`)
