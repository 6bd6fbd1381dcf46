import { compile, type CompileOptions } from '../../../src/core/program/compile'
import { listing } from '../../../src/core/program/listing'
import type { Program } from '../../../src/core/program/program'

/** A program that must compile. */
export function compiled(source: string, options: Omit<CompileOptions, 'file'> = {}): Program {
  const result = compile(source, { file: 'p.py', ...options })
  if (!result.ok) throw new Error(result.problems.map((problem) => `${problem.span.line}: ${problem.what}`).join('\n'))
  return result.program
}

/** The listing of one function, with the handlers of the program if it is the last one. */
export function listed(source: string, name: string): string {
  const lines = listing(compiled(source)).split('\n')
  const from = lines.findIndex((line) => line.startsWith(`${name}(`)) + 1
  const length = lines.slice(from).findIndex((line) => line.endsWith(':'))
  return lines.slice(from, length < 0 ? undefined : from + length).join('\n')
}
