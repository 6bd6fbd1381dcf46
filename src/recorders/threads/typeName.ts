import type { ValueKind } from '../../core/program/value'
import { kindOf, type Value } from './sharedValue'

const pythonTypes: Readonly<Partial<Record<ValueKind, string>>> = {
  none: 'NoneType',
  lock: '_thread.lock',
  rlock: '_thread.RLock',
  semaphore: 'Semaphore',
  boundedSemaphore: 'BoundedSemaphore',
  thread: 'Thread'
}

/** What Python calls the type of a value. */
export const typeName = (value: Value): string => pythonTypes[kindOf(value)] ?? kindOf(value)

/** Whether arithmetic takes it: ints, and bools, which count as 0 and 1. */
export const isNumeric = (value: Value): value is number | boolean => typeof value === 'number' || typeof value === 'boolean'
