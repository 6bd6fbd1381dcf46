import { readFileSync } from 'node:fs'

/** A run of a model program with all that is known exactly about it. Events are told by their index. */
export interface FactRun {
  readonly label: string
  readonly schedule: readonly string[]
  readonly events: readonly string[]
  readonly hb_race_pairs: readonly (readonly [variable: string, first: number, second: number])[]
  readonly first_race_event: Readonly<Record<string, number>>
  readonly eraser_warnings: Readonly<Record<string, number>>
  readonly lock_order_edges: readonly (readonly [held: string, wanted: string, thread: string])[]
  readonly cycles_plain_graph: readonly (readonly string[])[]
  readonly cycles_goodlock_distinct_threads: readonly (readonly string[])[]
  readonly cycles_goodlock_gates: readonly (readonly string[])[]
  readonly cycles_gates_and_forkjoin: readonly (readonly string[])[]
  readonly wait_for: readonly (readonly [thread: string, resource: string, holder: string])[]
  readonly critical_path_steps: number
  readonly total_steps: number
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../facts/engine/${name}.json`, import.meta.url), 'utf8'))
const programs = (read('programs') as { programs: { id: string; program: string }[] }).programs

/** Every run that facts are known of: the name of its program, its program, and the run. */
export const factRuns: readonly (readonly [name: string, program: string, run: FactRun])[] = Object.entries(
  read('traces') as Record<string, readonly FactRun[]>
).flatMap(([name, runs]) => runs.map((run) => [`${name}, ${run.label}`, programs.find(({ id }) => id === name)?.program ?? '', run] as const))
