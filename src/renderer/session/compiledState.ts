import { compile } from '../../core/program/compile'
import { freshModel, type ModelOptions } from './model'
import type { SessionState } from './sessionState'

/** What follows from a program's text and parameters: the program or its problems, and a model at its start. */
export function compiledState(file: string, source: string, options: ModelOptions): Pick<SessionState, 'program' | 'problems' | 'model'> {
  const compiled = compile(source, { file, set: options.set })
  if (!compiled.ok) return { program: null, problems: compiled.problems, model: null }
  return { program: compiled.program, problems: [], model: freshModel(compiled.program, options) }
}
