import { compileNotation } from '../../core/notation/compileNotation'
import { compile } from '../../core/program/compile'
import type { Program } from '../../core/program/program'
import { type Answer, answer } from '../complaint'
import type { TextFile } from '../readText'
import type { RunRequest } from './runRequest'

/** The program in the lab's own form, or all that is outside the subset. */
export function compiled({ set }: RunRequest, { named, file, text }: TextFile): Answer<Program> {
  const result = file.endsWith('.prog') ? compileNotation(text, { file }) : compile(text, { file, set })
  if (result.ok) return answer(result.program)
  return {
    ok: false,
    complaints: result.problems.map(({ span, what, try: tryThis }) => ({ file: named, line: span.line, column: span.column, what, try: tryThis }))
  }
}
