import { compile, type CompileOptions, problemWords } from '../../../src/core/program/compile'
import type { Program } from '../../../src/core/program/program'

/** Compiles a program that must be right; what is wrong with it fails the test. */
export function compiled(source: string, options: Partial<CompileOptions> = {}): Program {
  const result = compile(source, { file: 'test.py', ...options })
  if (!result.ok) throw new Error(result.problems.map((problem) => problemWords('test.py', problem)).join('\n'))
  return result.program
}
