import { compileFile, isModel } from '../core/notation/compileFile'
import type { CompileOptions } from '../core/program/compile'
import type { Program } from '../core/program/program'
import { type Answer, answer, refuse } from './complaint'
import type { TextFile } from './readText'

/** The program of a file (Python, or a model where the name ends in `.prog`) in the lab's own form, or all that is wrong with it. */
export function programOf({ set = {}, ...options }: Omit<CompileOptions, 'file'>, { named, file, text }: TextFile): Answer<Program> {
  if (isModel(file) && Object.keys(set).length > 0) return refuse('', '--set is for Python files, not for models', 'change the line `shared` in the model')
  const result = compileFile(text, { ...options, file, set })
  if (result.ok) return answer(result.program)
  return {
    ok: false,
    complaints: result.problems.map(({ span, what, try: tryThis }) => ({ file: named, line: span.line, column: span.column, what, try: tryThis }))
  }
}
