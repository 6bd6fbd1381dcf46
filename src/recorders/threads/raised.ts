import type { ExceptionKind } from '../../core/program/instruction'

/** An exception of the program that runs, not of ours. */
export class Raised {
  readonly kind: ExceptionKind
  readonly message: string
  readonly line: number

  constructor(kind: ExceptionKind, message: string, line: number) {
    this.kind = kind
    this.message = message
    this.line = line
  }
}

/** Raises an exception in the program at a source line. */
export function raise(kind: ExceptionKind, message: string, line: number): never {
  throw new Raised(kind, message, line)
}
