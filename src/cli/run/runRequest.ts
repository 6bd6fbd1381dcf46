import type { ProgramEngine } from '../../core/trace/header'
import type { Words } from '../command'
import { type Answer, answer, refuse } from '../complaint'
import { oneOf, settings, timeoutOf } from '../wordValues'

/** Who chooses the next thread of a simulated run. */
export type Scheduling = { readonly by: 'round-robin' } | { readonly by: 'seed'; readonly seed: number } | { readonly by: 'schedule'; readonly text: string }

/** A run as it was asked for. */
export interface RunRequest {
  /** The program, as the person wrote it. */
  readonly file: string
  readonly engine: ProgramEngine
  readonly scheduling: Scheduling
  readonly set: Readonly<Record<string, string>>
  readonly python: string | null
  readonly detail: 'access' | 'sync'
  readonly observe: 'faithful' | 'stress'
  readonly timeoutMs: number
  /** Where the recording goes, as the person wrote it. */
  readonly out: string | null
  readonly json: boolean
  /** Python only: run it plainly too, and tell how much slower recording was. */
  readonly compare: boolean
  readonly arguments: readonly string[]
}

const engines = ['simulator', 'threads', 'python'] as const

/** Which engine each option is for; others refuse it rather than pass it over. */
const onlyFor: Readonly<Record<string, ProgramEngine>> = {
  schedule: 'simulator',
  seed: 'simulator',
  scheduler: 'simulator',
  python: 'python',
  compare: 'python'
}

/** Makes a request of the words behind `run`; says which of them cannot be meant. */
export function runRequest(words: Words): Answer<RunRequest> {
  const engine = oneOf(words, 'engine', engines)
  if (!engine.ok) return engine
  const fit = optionsFit(words, engine.value)
  if (!fit.ok) return fit
  const detail = oneOf(words, 'detail', ['access', 'sync'])
  const observe = oneOf(words, 'observe', ['faithful', 'stress'])
  const scheduling = schedulingOf(words)
  const set = settings(words.values('set'))
  const timeout = timeoutOf(words.value('timeout') ?? '60')
  const out = outOf(words.value('out'))
  if (!detail.ok) return detail
  if (!observe.ok) return observe
  if (!scheduling.ok) return scheduling
  if (!set.ok) return set
  if (!timeout.ok) return timeout
  if (!out.ok) return out
  return answer({
    file: words.operands[0] ?? '',
    engine: engine.value,
    scheduling: scheduling.value,
    set: set.value,
    python: words.value('python'),
    detail: detail.value,
    observe: observe.value,
    timeoutMs: timeout.value,
    out: out.value,
    json: words.has('json'),
    compare: words.has('compare'),
    arguments: words.rest
  })
}

function optionsFit(words: Words, engine: ProgramEngine): Answer<null> {
  for (const [option, only] of Object.entries(onlyFor)) {
    if (engine !== only && words.has(option)) return refuse('', `--${option} is for the ${only} engine, not for ${engine}`, `--engine ${only}`)
  }
  if (engine !== 'python' && words.value('observe') === 'stress')
    return refuse('', `--observe stress is for the python engine, not for ${engine}`, '--engine python')
  if (engine !== 'python' && words.rest.length > 0) return refuse('', `only the python engine hands arguments to the program`, '--engine python')
  return answer(null)
}

function schedulingOf(words: Words): Answer<Scheduling> {
  const given = ['schedule', 'seed', 'scheduler'].filter((option) => words.has(option))
  if (given.length > 1) return refuse('', `--${given[0]} and --${given[1]} exclude each other`, `leave out --${given[1]}`)
  const schedule = words.value('schedule')
  if (schedule !== null) return answer({ by: 'schedule', text: schedule })
  const seed = words.value('seed')
  if (seed !== null) {
    if (!/^\d{1,10}$/.test(seed) || Number(seed) > 0xffffffff) return refuse('', `--seed is a whole number from 0 to 4294967295, not '${seed}'`, '--seed 1')
    return answer({ by: 'seed', seed: Number(seed) })
  }
  const scheduler = words.value('scheduler')
  if (scheduler === null || scheduler === 'round-robin') return answer({ by: 'round-robin' })
  return refuse('', `--scheduler knows round-robin, not '${scheduler}'`, scheduler === 'random' ? '--seed 1' : '--scheduler round-robin')
}

function outOf(named: string | null): Answer<string | null> {
  if (named === null || named.toLowerCase().endsWith('.arrows')) return answer(named)
  return refuse('', `--out writes a recording, and '${named}' does not end in .arrows`, `--out ${named.replace(/\.\w*$/, '')}.arrows, then convert`)
}
