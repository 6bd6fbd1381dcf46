import type { TextPart } from '../instruction'
import type { Lowering } from './lowering'
import type { Expression } from '../read/syntax'

/** The parts that an expression contributes to a printed line, a name or a message. Neighbouring fixed pieces are joined. */
export function lowerText(lowering: Lowering, expression: Expression): TextPart[] {
  if (expression.is === 'literal' && expression.literal.kind === 'str') return expression.literal.value === '' ? [] : [{ text: expression.literal.value }]
  if (expression.is !== 'formatted') return [{ value: lowering.value(expression), repr: false }]
  return joined(expression.parts.map((part) => ('text' in part ? part : { value: lowering.value(part.value), repr: part.repr })))
}

/** Parts with neighbouring fixed pieces joined into one. */
export function joined(parts: readonly TextPart[]): TextPart[] {
  const result: TextPart[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if ('text' in part && last !== undefined && 'text' in last) result[result.length - 1] = { text: last.text + part.text }
    else result.push(part)
  }
  return result
}
