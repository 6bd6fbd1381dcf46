import type { TraceValue } from '../core/trace/event'

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['False', false],
  ['None', null]
])

/** A recorded value as JSON has it: ints and fractions as numbers, True and False as booleans, None as null, strings without quotes, else as Python writes it. */
export function jsonValue(value: TraceValue): number | string | boolean | null {
  if (typeof value === 'number') return value
  if (fraction.test(value)) return Number(value)
  const word = words.get(value)
  return word === undefined ? unquoted(value) : word
}

// only what has a point or an exponent: a whole number that is on record as text is too long for JSON's numbers
const fraction = /^-?\d+(?:\.\d+(?:e[+-]?\d+)?|e[+-]?\d+)$/

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function unquoted(literal: string): string {
  const text = /^(['"])(.*)\1$/s.exec(literal)?.[2]
  if (text === undefined) return literal
  return text.replace(/\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(.))/gs, (_, x?: string, u?: string, long?: string, single?: string) =>
    single === undefined ? String.fromCodePoint(Number.parseInt(x ?? u ?? long ?? '0', 16)) : (escapes[single] ?? single)
  )
}
