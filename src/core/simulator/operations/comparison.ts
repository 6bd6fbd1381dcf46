import type { ComparisonOperator } from '../../program/instruction'
import { never } from '../../trace/never'
import type { Assembly } from '../assembly'
import { elementAddress, elementKind, listLength } from '../state/heap'
import { isNumeric, kindCodes, typeName } from '../state/kindCodes'
import { word } from '../state/words'

/** Comparison of two ints (or bools, or the signs of two others against 0). */
export const orderings: Readonly<Record<'==' | '!=' | '<' | '<=' | '>' | '>=', (left: number, right: number) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right
}

/** Python's `==`. */
function areEqual(assembly: Assembly, state: Int32Array, kind: number, payload: number, otherKind: number, otherPayload: number): boolean {
  if (isNumeric(kind) && isNumeric(otherKind)) return payload === otherPayload
  if (kind !== otherKind) return false
  if (kind !== kindCodes.list || payload === otherPayload) return payload === otherPayload
  const length = listLength(assembly, state, payload)
  if (length !== listLength(assembly, state, otherPayload)) return false
  return Array.from({ length }, (_, index) => index).every((index) => {
    const element = (list: number): [number, number] => [elementKind(assembly, state, list, index), word(state, elementAddress(assembly, state, list, index))]
    return areEqual(assembly, state, ...element(payload), ...element(otherPayload))
  })
}

/** Any comparison of any two values; a text is the message of the TypeError that Python raises. */
export function compareValues(
  assembly: Assembly,
  state: Int32Array,
  operator: ComparisonOperator,
  kind: number,
  payload: number,
  otherKind: number,
  otherPayload: number
): boolean | string {
  switch (operator) {
    case 'is':
      return kind === otherKind && payload === otherPayload
    case 'is not':
      return kind !== otherKind || payload !== otherPayload
    case '==':
      return areEqual(assembly, state, kind, payload, otherKind, otherPayload)
    case '!=':
      return !areEqual(assembly, state, kind, payload, otherKind, otherPayload)
    case 'in':
    case 'not in': {
      const held = contains(assembly, state, kind, payload, otherKind, otherPayload)
      return typeof held === 'string' ? held : held === (operator === 'in')
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (isNumeric(kind) && isNumeric(otherKind)) return orderings[operator](payload, otherPayload)
      if (kind === kindCodes.str && otherKind === kindCodes.str)
        return orderings[operator](order(assembly.pools.text(payload), assembly.pools.text(otherPayload)), 0)
      return `'${operator}' not supported between instances of '${typeName(kind)}' and '${typeName(otherKind)}'`
    default:
      return never(operator)
  }
}

// Python orders texts by code points, JavaScript's `<` by UTF-16 units
function order(left: string, right: string): number {
  const others = Array.from(right, (character) => character.codePointAt(0) ?? 0)
  const units = Array.from(left, (character) => character.codePointAt(0) ?? 0)
  const differs = units.findIndex((unit, index) => unit !== others[index])
  return differs < 0 ? units.length - others.length : (units[differs] ?? 0) - (others[differs] ?? -1)
}

function contains(assembly: Assembly, state: Int32Array, kind: number, payload: number, holderKind: number, holder: number): boolean | string {
  if (holderKind === kindCodes.str) {
    if (kind !== kindCodes.str) return `'in <string>' requires string as left operand, not ${typeName(kind)}`
    return assembly.pools.text(holder).includes(assembly.pools.text(payload))
  }
  if (holderKind !== kindCodes.list) return `argument of type '${typeName(holderKind)}' is not iterable`
  return Array.from({ length: listLength(assembly, state, holder) }, (_, index) => index).some((index) =>
    areEqual(assembly, state, kind, payload, elementKind(assembly, state, holder, index), word(state, elementAddress(assembly, state, holder, index)))
  )
}
