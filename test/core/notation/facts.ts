import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileNotation } from '../../../src/core/notation/compileNotation'
import type { Program } from '../../../src/core/program/program'
import { problemWords } from '../../../src/core/program/compile'

/** What is known for sure about a program: numbers on which several checkers agree. Missing where it was too dear to find out. */
export interface Facts {
  readonly states: number
  readonly transitions: number
  readonly bfs_depth?: number
  readonly terminal_ok_states?: number
  readonly deadlock_states: number
  readonly outcomes: readonly (readonly number[])[]
  readonly shortest_deadlock?: number | null
  readonly shortest_deadlock_schedule?: readonly string[]
  readonly shortest_assert?: number | null
  readonly shortest_assert_schedule?: readonly string[]
  readonly assert_violating_transitions?: number
  readonly shortest_expect_violation?: number | null
  readonly shortest_expect_schedule?: readonly string[]
  readonly racy_vars?: readonly string[]
  readonly doomed_states?: number
  readonly acyclic?: boolean
  readonly interleavings?: string
  readonly mazurkiewicz_traces?: { readonly total: string }
  readonly min_preemptions_deadlock?: number
  readonly min_preemptions_assert?: number
  readonly one_spurious_wakeup_allowed?: Pick<Facts, 'outcomes'> & { readonly deadlock: boolean; readonly assert_violation: boolean }
}

/** A program of the collection. */
export interface KnownProgram {
  readonly id: string
  readonly family: string
  readonly description: string
  readonly program: string
  readonly facts: Facts
}

/** The 99 programs of `test/facts/engine/programs.json`. */
export const knownPrograms: readonly KnownProgram[] = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../../facts/engine/programs.json'), 'utf8')) as { readonly programs: readonly KnownProgram[] }
).programs

/** Compiles a text that has no problems. */
export function compiledNotation(source: string): Program {
  const compiled = compileNotation(source, { file: 'model.prog' })
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problemWords('model.prog', problem)).join('\n'))
  return compiled.program
}
