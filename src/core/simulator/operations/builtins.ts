import type { Assembly, Raise } from '../assembly'
import { compareValues } from './comparison'
import { elementAddress, elementKind, listLength } from '../state/heap'
import { isNumeric, kindCodes, typeName } from '../state/kindCodes'
import { quoted, strOf } from '../telling/pythonText'
import { word } from '../state/words'

/** A value: the code of its kind and its payload. */
export type Value = readonly [kind: number, payload: number]

/** Python's truth of a value. */
export function isTrue(assembly: Assembly, state: Int32Array, kind: number, payload: number): boolean {
  if (kind === kindCodes.none || kind === kindCodes.unbound) return false
  if (isNumeric(kind) || kind === kindCodes.str) return payload !== 0
  return kind !== kindCodes.list || listLength(assembly, state, payload) > 0
}

const intLimits = 'is outside the whole numbers that the lab computes with, -2147483648 to 2147483647'

/** The message of the OverflowError for a result, or null when it fits. */
export const overflow = (result: number): string | null =>
  result === (result | 0) ? null : `${Math.abs(result) < 2 ** 53 ? `${result} ` : 'the result '}${intLimits}`

/** Calls one of the built-in functions; a number is what `raise` gave. */
export function callBuiltin(assembly: Assembly, state: Int32Array, name: keyof typeof builtins, values: readonly Value[], raise: Raise): Value | number {
  return builtins[name]({ assembly, state, raise }, values)
}

interface Call {
  readonly assembly: Assembly
  readonly state: Int32Array
  readonly raise: Raise
}

const none: Value = [kindCodes.none, 0]
const first = (values: readonly Value[]): Value => values[0] ?? none

const builtins = {
  len({ assembly, state, raise }: Call, values: readonly Value[]): Value | number {
    const [kind, payload] = first(values)
    if (kind === kindCodes.list) return [kindCodes.int, listLength(assembly, state, payload)]
    if (kind === kindCodes.str) return [kindCodes.int, Array.from(assembly.pools.text(payload)).length]
    return raise('TypeError', `object of type '${typeName(kind)}' has no len()`)
  },
  abs({ raise }: Call, values: readonly Value[]): Value | number {
    const [kind, payload] = first(values)
    return isNumeric(kind) ? checkedInt(Math.abs(payload), raise) : raise('TypeError', `bad operand type for abs(): '${typeName(kind)}'`)
  },
  min: (call: Call, values: readonly Value[]) => extreme(call, 'min', '<', values),
  max: (call: Call, values: readonly Value[]) => extreme(call, 'max', '>', values),
  sum(call: Call, values: readonly Value[]): Value | number {
    const [kind, payload] = first(values)
    if (kind !== kindCodes.list) return call.raise('TypeError', `'${typeName(kind)}' object is not iterable`)
    let total = values[1]?.[1] ?? 0
    for (const [itemKind, item] of items(call, payload)) {
      if (!isNumeric(itemKind)) return call.raise('TypeError', `unsupported operand type(s) for +: 'int' and '${typeName(itemKind)}'`)
      total += item
      const problem = overflow(total)
      if (problem !== null) return call.raise.limit('OverflowError', problem)
    }
    return [kindCodes.int, total]
  },
  int({ assembly, raise }: Call, values: readonly Value[]): Value | number {
    const [kind, payload] = values.length === 0 ? ([kindCodes.int, 0] as const) : first(values)
    if (isNumeric(kind)) return [kindCodes.int, payload]
    if (kind !== kindCodes.str) return raise('TypeError', `int() argument must be a string, a bytes-like object or a real number, not '${typeName(kind)}'`)
    const text = assembly.pools.text(payload)
    if (/^\s*[+-]?\d+(_\d+)*\s*$/.test(text)) return checkedInt(Number(text.replaceAll('_', '')), raise)
    return raise('ValueError', `invalid literal for int() with base 10: ${quoted(text)}`)
  },
  bool: ({ assembly, state }: Call, values: readonly Value[]): Value => [kindCodes.bool, isTrue(assembly, state, ...first(values)) ? 1 : 0],
  str: ({ assembly, state }: Call, values: readonly Value[]): Value => [
    kindCodes.str,
    values.length === 0 ? 0 : assembly.pools.textId(strOf(assembly, state, ...first(values)))
  ]
}

function checkedInt(result: number, raise: Raise): Value | number {
  const problem = overflow(result)
  return problem === null ? [kindCodes.int, result] : raise.limit('OverflowError', problem)
}

const items = ({ assembly, state }: Call, list: number): Value[] =>
  Array.from({ length: listLength(assembly, state, list) }, (_, index) => [
    elementKind(assembly, state, list, index),
    word(state, elementAddress(assembly, state, list, index))
  ])

function extreme(call: Call, name: 'min' | 'max', operator: '<' | '>', values: readonly Value[]): Value | number {
  const [kind, payload] = first(values)
  if (values.length === 1 && kind !== kindCodes.list) return call.raise('TypeError', `'${typeName(kind)}' object is not iterable`)
  const candidates = values.length === 1 ? items(call, payload) : values
  let best = candidates[0]
  if (best === undefined) return call.raise('ValueError', `${name}() arg is an empty sequence`)
  for (const candidate of candidates.slice(1)) {
    const better = compareValues(call.assembly, call.state, operator, ...candidate, ...best)
    if (typeof better === 'string') return call.raise('TypeError', better)
    if (better) best = candidate
  }
  return best
}
