import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Where the programs and their index are. */
export const folder = join(import.meta.dirname, '../../resources/scenarios')

/** What is true of all orders of a program's steps. */
const claims = z.strictObject({
  deadlock: z.boolean(),
  /** A run can go on for ever though every thread that can move gets its turns. */
  livelock: z.boolean(),
  /** A thread can be passed over for ever while all others get their turns. */
  starvation: z.boolean(),
  /** Kinds of exceptions that nobody catches. */
  failures: z.array(z.string()),
  /** Variables with conflicting accesses that no lock keeps apart. */
  races: z.array(z.string()),
  /** All that finished runs can have printed, lines joined by `|`; null when there are too many to list. */
  outcomes: z.array(z.string()).nullable()
})

const program = z.strictObject({
  file: z.string(),
  title: z.string(),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  minutes: z.int().positive(),
  /** It repairs its twin. */
  fixed: z.boolean(),
  twin: z.string().nullable(),
  prerequisites: z.array(z.string()),
  claims
})

const themes = z.array(z.strictObject({ theme: z.string(), programs: z.array(program) })).parse(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')))

/** What the index says of one program, and its text. */
export type Scenario = z.infer<typeof program> & { readonly theme: string; readonly text: string }

/** All of the index, in its order. */
export const scenarios: readonly Scenario[] = themes.flatMap(({ theme, programs }) =>
  programs.map((each) => ({ ...each, theme, text: readFileSync(join(folder, each.file), 'utf8') }))
)
