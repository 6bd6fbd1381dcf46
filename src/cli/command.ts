import type { Answer } from './complaint'
import type { Terminal } from './terminal'

/** An option as help shows it and as words are read. */
export interface Option {
  /** Without the dashes. */
  readonly name: string
  /** What stands behind it, in capitals; null for a switch. */
  readonly value: string | null
  /** May be given more than once. */
  readonly many: boolean
  readonly words: string
}

/** Words sorted out: operands, options, and what came after `--`. */
export interface Words {
  readonly operands: readonly string[]
  /** The option's value, null when it was not given. */
  value(name: string): string | null
  /** All values of an option that may come more than once. */
  values(name: string): readonly string[]
  /** Was the switch given? */
  has(name: string): boolean
  /** What came after `--`. */
  readonly rest: readonly string[]
}

/** One command: how it is asked for, and what it does. */
export interface Command {
  readonly name: string
  /** What it does, one sentence. */
  readonly summary: string
  /** Operands by name; one in square brackets may be left out. */
  readonly operands: readonly string[]
  readonly options: readonly Option[]
  /** What comes after `--`, for help; null when nothing may. */
  readonly rest: string | null
  /** Lines below the options in help. */
  readonly notes: readonly string[]
  /** Does it; gives the exit code, or what is wrong. */
  run(words: Words, terminal: Terminal): Promise<Answer<number>>
}

/** The switch for one JSON document on stdout, as every command has it. */
export const json: Option = { name: 'json', value: null, many: false, words: 'print one JSON document and nothing else' }
