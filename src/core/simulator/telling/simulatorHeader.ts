import type { Program } from '../../program/program'
import { hashText } from '../../trace/hashText'
import { type Header, traceVersion } from '../../trace/header'

/** What a run is told about itself, for its trace. */
export interface RunOptions {
  /** The lab's version. */
  readonly tool: string
  /** Parameters that were set from outside. */
  readonly set?: Readonly<Record<string, string>>
  readonly arguments?: readonly string[]
}

/** The header of a simulated run: no clock, no host, and not who chose the steps, so that equal schedules give equal bytes. */
export function simulatorHeader(program: Program, options: RunOptions): Header {
  const file = program.file.split(/[\\/]/).at(-1) ?? program.file
  return {
    version: traceVersion,
    engine: 'simulator',
    observer: 'model',
    detail: 'access',
    program: { file, text: program.source, hash: hashText(program.source), rewritten: false },
    arguments: options.arguments ?? [],
    set: options.set ?? {},
    scheduler: null,
    clock: { unit: 'steps' },
    host: null,
    tool: options.tool
  }
}
