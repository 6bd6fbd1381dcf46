import type { ExceptionKind } from './instruction'

/** Python's exceptions that the lab knows, each with the one it is derived from. Those that only stand for others are never raised. */
const derivedFrom = {
  BaseException: null,
  Exception: 'BaseException',
  ArithmeticError: 'Exception',
  AssertionError: 'Exception',
  BrokenBarrierError: 'RuntimeError',
  CancelledError: 'Exception',
  Empty: 'Exception',
  ExceptionGroup: 'Exception',
  Full: 'Exception',
  IndexError: 'LookupError',
  InvalidStateError: 'Exception',
  LookupError: 'Exception',
  NameError: 'Exception',
  OverflowError: 'ArithmeticError',
  QueueEmpty: 'Exception',
  QueueFull: 'Exception',
  RuntimeError: 'Exception',
  TimeoutError: 'Exception',
  TypeError: 'Exception',
  UnboundLocalError: 'NameError',
  ValueError: 'Exception',
  ZeroDivisionError: 'ArithmeticError'
} as const satisfies Record<ExceptionKind | 'BaseException', ExceptionKind | 'BaseException' | null>

/** The name of an exception as it stands in an `except`. */
export type ExceptionName = keyof typeof derivedFrom

/** Exceptions that are imported; all others are always there. */
const imported: ReadonlySet<string> = new Set<ExceptionKind>([
  'BrokenBarrierError',
  'CancelledError',
  'Empty',
  'Full',
  'InvalidStateError',
  'QueueEmpty',
  'QueueFull'
])

/** Whether a name that is not imported means an exception. */
export const isBuiltinException = (name: string): name is ExceptionName => Object.hasOwn(derivedFrom, name) && !imported.has(name)

/** Whether a thing that was imported is an exception; some can be had both ways. */
export const isImportedException = (name: string): name is ExceptionName => name === 'TimeoutError' || imported.has(name)

const names = Object.keys(derivedFrom) as readonly ExceptionName[]

/** All kinds that the lab may raise. */
export const exceptionKinds: readonly ExceptionKind[] = names.filter((name) => name !== 'BaseException')

/** The kinds that an `except` with this name takes: itself and what is derived from it. That of `asyncio` is no `Exception`, unlike that of pools. */
export const kindsUnder = (name: ExceptionName, inTasks: boolean): readonly ExceptionKind[] =>
  exceptionKinds.filter((kind) => isUnder(kind, name) && !(inTasks && kind === 'CancelledError' && name === 'Exception'))

function isUnder(kind: ExceptionName, above: ExceptionName): boolean {
  const parent = derivedFrom[kind]
  return kind === above || (parent !== null && isUnder(parent, above))
}
