import { pythonType, type ValueKind, valueKinds } from '../../program/value'

/** The code of each kind of value in a state's words: its place in `valueKinds`. A zeroed word therefore reads as unbound. */
export const kindCodes = Object.fromEntries(valueKinds.map((kind, code) => [kind, code])) as Readonly<Record<ValueKind, number>>

/** Python's name for the type of a value with that code, as its messages write it. */
export function typeName(code: number): string {
  const kind = valueKinds[code] ?? 'unbound'
  return pythonType(kind)
}

/** Whether arithmetic takes it: ints, and bools, which Python counts as 0 and 1. */
export const isNumeric = (code: number): boolean => code === kindCodes.int || code === kindCodes.bool

/** Whether it is a lock, an rlock or a semaphore. */
export const isLock = (code: number): boolean => code >= kindCodes.lock && code <= kindCodes.boundedSemaphore
/** Whether it is a synchronisation object: what threads wait for, threads aside. */
export const isObject = (code: number): boolean => isLock(code) || (code >= kindCodes.condition && code <= kindCodes.rwlock)

/** CPython's words when something of that kind has no such method. */
export const noMethod = (code: number, method: string): string => `'${typeName(code)}' object has no attribute '${method}'`
