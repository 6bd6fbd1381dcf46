/**
 * What a variable can hold. Every kind has a payload of one 32-bit integer: the int itself; 0 or 1; a string's index in `Program.strings` (or in a machine's
 * pool of texts made while running); the number of a function; the heap index of a lock or other synchronisation object, thread, list or record; an exception's number in a machine's pools.
 */
export const valueKinds = [
  'unbound',
  'none',
  'bool',
  'int',
  'str',
  'function',
  'lock',
  'rlock',
  'semaphore',
  'boundedSemaphore',
  'thread',
  'list',
  'condition',
  'event',
  'barrier',
  'queue',
  'rwlock',
  'exception',
  'record'
] as const
/** A kind of value. */
export type ValueKind = (typeof valueKinds)[number]

/** A value that stands in the program text. */
export interface Constant {
  readonly kind: ValueKind
  readonly payload: number
}

/** The smallest and largest int the lab computes with; outside is an error that names the line, never a wrap. */
export const smallestInt = -(2 ** 31)
/** See `smallestInt`. */
export const largestInt = 2 ** 31 - 1

const pythonTypes: Partial<Record<ValueKind, string>> = {
  none: 'NoneType',
  lock: '_thread.lock',
  rlock: '_thread.RLock',
  semaphore: 'Semaphore',
  boundedSemaphore: 'BoundedSemaphore',
  thread: 'Thread',
  condition: 'Condition',
  event: 'Event',
  barrier: 'Barrier',
  queue: 'Queue',
  record: 'Future'
}

/** Python's name for the type of a kind of value, as its messages write it. */
export const pythonType = (kind: ValueKind): string => pythonTypes[kind] ?? kind

/** What a record is for. */
export type RecordRole = 'future' | 'pool' | 'task' | 'loop' | 'process' | 'shared' | 'value' | 'pipe' | 'asyncio' | 'wake' | 'group' | 'timer' | 'taskGroup'
