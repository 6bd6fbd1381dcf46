import type { ComparisonOperator } from '../../../core/program/instruction'
import { never } from '../../../core/trace/never'
import type { Lists } from './lists'
import { raise } from '../memory/raised'
import { Ref, type Value } from '../memory/sharedValue'
import { isNumeric, typeName } from './typeName'

/** Python's comparisons of values of any kind. */
export type Compare = (operator: ComparisonOperator, left: Value, right: Value, line: number) => boolean

/** Whether a value is a list. */
export const isList = (value: Value): value is Ref => value instanceof Ref && value.kind === 'list'

/** Comparisons that look into these lists. */
export function comparison(lists: Lists): Compare {
  function isEqual(left: Value, right: Value, line: number): boolean {
    if (isNumeric(left) && isNumeric(right)) return Number(left) === Number(right)
    if (!isList(left) || !isList(right) || left === right) return left === right
    if (lists.length(left) !== lists.length(right)) return false
    const others = lists.items(right, line)
    return lists.items(left, line).every((item, i) => isEqual(item, others[i], line))
  }

  function contains(holder: Value, item: Value, line: number): boolean {
    if (isList(holder)) return lists.items(holder, line).some((each) => isEqual(each, item, line))
    if (typeof holder !== 'string') return raise('TypeError', `argument of type '${typeName(holder)}' is not iterable`, line)
    return typeof item === 'string' ? holder.includes(item) : raise('TypeError', `'in <string>' requires string as left operand, not ${typeName(item)}`, line)
  }

  return (operator, left, right, line) => {
    switch (operator) {
      case '==':
        return isEqual(left, right, line)
      case '!=':
        return !isEqual(left, right, line)
      case 'is':
        return left === right
      case 'is not':
        return left !== right
      case 'in':
        return contains(right, left, line)
      case 'not in':
        return !contains(right, left, line)
      case '<':
        return order(operator, left, right, line) < 0
      case '<=':
        return order(operator, left, right, line) <= 0
      case '>':
        return order(operator, left, right, line) > 0
      case '>=':
        return order(operator, left, right, line) >= 0
      default:
        return never(operator)
    }
  }
}

// the sign says which comes first
function order(operator: ComparisonOperator, left: Value, right: Value, line: number): number {
  if (isNumeric(left) && isNumeric(right)) return Number(left) - Number(right)
  if (typeof left === 'string' && typeof right === 'string') return textOrder(Array.from(left), Array.from(right))
  return raise('TypeError', `'${operator}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`, line)
}

// Python orders texts by code points, JavaScript by UTF-16 units
function textOrder(left: readonly string[], right: readonly string[]): number {
  const differs = left.findIndex((character, i) => character !== right[i])
  if (differs < 0) return left.length - right.length
  return (left[differs]?.codePointAt(0) ?? 0) - (right[differs]?.codePointAt(0) ?? -1)
}
