import { type ValueKind, valueKinds } from '../../../core/program/value'
import { Raised } from './raised'
import type { SharedTexts } from './sharedTexts'

/** Something with an identity: a function by its number, a lock, semaphore, thread or list by its heap index. Each worker has one `Ref` for each, so `===` is `is`. */
export class Ref {
  readonly kind: ValueKind
  readonly payload: number

  constructor(kind: ValueKind, payload: number) {
    this.kind = kind
    this.payload = payload
  }
}

/** A Python value inside a worker; undefined is an unbound name. An exception never leaves its thread. */
export type Value = number | boolean | null | string | Ref | Raised | undefined

/** The code of a kind in shared memory. */
export const kindCode = Object.fromEntries(valueKinds.map((kind, code) => [kind, code])) as Readonly<Record<ValueKind, number>>

/** The kind of a value. */
export function kindOf(value: Value): ValueKind {
  if (typeof value === 'number') return 'int'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'str'
  if (value === null) return 'none'
  if (value instanceof Raised) return 'exception'
  return value === undefined ? 'unbound' : value.kind
}

/** Turns values into the two 32-bit integers that shared memory holds, and back. */
export interface SharedValues {
  /** A value from its kind's code and payload. */
  value(code: number, payload: number): Value
  payload(value: Value): number
  /** This worker's one reference to a function or object. */
  ref(kind: ValueKind, payload: number): Ref
}

/** The values of one worker over the shared texts. */
export function sharedValues(texts: SharedTexts): SharedValues {
  const refs = new Map<number, Ref>()

  function ref(kind: ValueKind, word: number): Ref {
    // functions and heap objects count from 0 both
    const key = kind === 'function' ? -1 - word : word
    const known = refs.get(key)
    if (known !== undefined) return known
    const made = new Ref(kind, word)
    refs.set(key, made)
    return made
  }

  function value(code: number, word: number): Value {
    const kind = valueKinds[code] ?? 'unbound'
    if (kind === 'int') return word
    if (kind === 'bool') return word !== 0
    if (kind === 'none') return null
    if (kind === 'unbound') return undefined
    return kind === 'str' ? texts.text(word) : ref(kind, word)
  }

  function payload(of: Value): number {
    if (typeof of === 'number') return of
    if (typeof of === 'boolean') return of ? 1 : 0
    if (typeof of === 'string') return texts.payload(of)
    return of instanceof Ref ? of.payload : 0
  }

  return { value, payload, ref }
}
