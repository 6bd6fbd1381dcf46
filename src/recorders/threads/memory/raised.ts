import type { ExceptionKind } from '../../../core/program/instruction'

/** An exception of the program that runs, not of ours. */
export class Raised {
  readonly kind: ExceptionKind
  readonly message: string
  readonly line: number
  /** Whether it is a limit of the lab, which no handler of the program gets to see. */
  readonly isLimit: boolean

  constructor(kind: ExceptionKind, message: string, line: number, isLimit = false) {
    this.kind = kind
    this.message = message
    this.line = line
    this.isLimit = isLimit
  }
}

/** Ends the thread at a limit of the lab, past all handlers of the program. */
export function raiseLimit(kind: 'OverflowError' | 'RuntimeError', message: string, line: number): never {
  throw new Raised(kind, message, line, true)
}

/** Raises an exception in the program at a source line. */
export function raise(kind: ExceptionKind, message: string, line: number): never {
  throw new Raised(kind, message, line)
}
