import { type Compiled, type CompileOptions, compile } from '../program/compile'
import { compileNotation } from './compileNotation'

/** Whether a file of this name holds a model (`docs/notation.md`), and not Python. */
export const isModel = (file: string): boolean => /\.prog$/i.test(file)

/** Compiles a text as what its file's name says: Python, or a model, which has no parameters. */
export const compileFile = (source: string, options: CompileOptions): Compiled =>
  isModel(options.file) ? compileNotation(source, options) : compile(source, options)
