import type { Kinds } from '../../program/instruction'
import { type ValueKind, valueKinds } from '../../program/value'
import { kindCodes } from './kindCodes'
import { word } from './words'

/**
 * Where a value lies: one word when its kind is known from the program, two (kind, payload) when several kinds may come. Addresses of registers count from
 * the running thread's base, all others from the start of the state (their base is 0).
 */
export interface Place {
  /** Address of the kind's word, when the kind is not fixed. */
  readonly kindAt: number
  /** The code of the fixed kind; -1 when it is not fixed. */
  readonly kind: number
  /** Address of the payload's word. */
  readonly payloadAt: number
}

/** The code of the only kind in a set, or -1 when there are several (or none, in code that nobody reaches). */
export function onlyKind(kinds: Kinds): number {
  const [first, second] = kinds
  return first === undefined || second !== undefined ? -1 : kindCodes[first]
}

/** A place of its kind at an address. */
export const placeAt = (address: number, fixed: number): Place =>
  fixed < 0 ? { kindAt: address, kind: -1, payloadAt: address + 1 } : { kindAt: address, kind: fixed, payloadAt: address }

/** Words that a place takes. */
export const placeWidth = (fixed: number): number => (fixed < 0 ? 2 : 1)

/** The code of the kind of what lies there. */
export const kindIn = (place: Place, state: Int32Array, base: number): number => (place.kind < 0 ? word(state, base + place.kindAt) : place.kind)
/** Puts a value there. A kind that the program's inference did not foresee is our bug. */
export function put(place: Place, state: Int32Array, base: number, kind: number, payload: number): void {
  if (place.kind < 0) state[base + place.kindAt] = kind
  else if (kind !== place.kind) throw new Error(`a ${nameOf(kind)} came where only a ${nameOf(place.kind)} was foreseen`)
  state[base + place.payloadAt] = payload
}

const nameOf = (kind: number): ValueKind | undefined => valueKinds[kind]
