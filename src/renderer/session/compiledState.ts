import { compileFile } from '../../core/notation/compileFile'
import { freshModel, type ModelOptions } from './model'
import type { SessionState } from './sessionState'

/** What follows from a program's text and parameters: the program or its problems, a model at its start, and what can be set. */
export function compiledState(
  file: string,
  source: string,
  options: ModelOptions
): Pick<SessionState, 'program' | 'problems' | 'model' | 'parameters' | 'set'> {
  const plain = compileFile(source, { file })
  const parameters = plain.ok ? plain.program.parameters : []
  const names = new Set(parameters.map(({ name }) => name))
  // a value for a name that the text no longer has would be a problem that nobody can take back
  const set = plain.ok ? Object.fromEntries(Object.entries(options.set).filter(([name]) => names.has(name))) : options.set
  const compiled = Object.keys(set).length > 0 ? compileFile(source, { file, set }) : plain
  if (!compiled.ok) return { program: null, problems: compiled.problems, model: null, parameters, set }
  return { program: compiled.program, problems: [], model: freshModel(compiled.program, { ...options, set }), parameters, set }
}
