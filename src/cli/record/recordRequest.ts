import type { Detail } from '../../core/trace/header'
import type { Words } from '../command'
import { type Answer, answer, refuse } from '../complaint'
import { oneOf, settings, timeoutOf } from '../wordValues'

type RecordedEngine = 'python' | 'threads' | 'command'

/** A recording as it was asked for. */
export interface RecordRequest {
  readonly engine: RecordedEngine
  /** The program, as the person wrote it; null for a command. */
  readonly file: string | null
  /** The command with its arguments, or the program's arguments. */
  readonly words: readonly string[]
  readonly python: string | null
  readonly detail: Detail
  readonly observe: 'faithful' | 'stress'
  readonly set: Readonly<Record<string, string>>
  readonly locks: boolean
  readonly gil: boolean
  /** Run the program without a recorder too. */
  readonly compare: boolean
  /** Looks a second. */
  readonly rate: number
  readonly repeat: number
  readonly timeoutMs: number
  readonly maxEvents: number
  readonly maxBytes: number
  /** Where the recording goes, as the person wrote it. */
  readonly out: string | null
  readonly json: boolean
}

/** Which engines an option is for; others refuse it rather than pass it over. */
const onlyFor: Readonly<Record<string, readonly RecordedEngine[]>> = {
  python: ['python'],
  observe: ['python'],
  set: ['python', 'threads'],
  detail: ['python', 'threads'],
  rate: ['command'],
  locks: ['command'],
  gil: ['python'],
  compare: ['python']
}

/** Makes a request of the words behind `record`; says which of them cannot be meant. */
export function recordRequest(words: Words): Answer<RecordRequest> {
  const file = words.operands[0] ?? null
  if (file === null && words.rest.length === 0) return refuse('', 'nothing to record', 'record FILE.py, or record -- COMMAND ARGUMENT…')
  const engine = oneOf(words, 'engine', file === null ? ['command', 'python', 'threads'] : ['python', 'threads', 'command'])
  if (!engine.ok) return engine
  const misfit = misfitOf(words, engine.value, file)
  if (misfit !== null) return misfit
  const detail = oneOf(words, 'detail', ['access', 'sync'])
  const observe = oneOf(words, 'observe', ['faithful', 'stress'])
  const set = settings(words.values('set'))
  const timeout = timeoutOf(words.value('limit-time') ?? '60', 'limit-time')
  const rate = wholeOf(words, 'rate', 200, 1, 2000)
  const repeat = wholeOf(words, 'repeat', 1, 1, 1000)
  const events = wholeOf(words, 'limit-events', 10_000_000, 1, 10_000_000)
  const mib = wholeOf(words, 'limit-mib', 1024, 1, 16_384)
  const out = words.value('out')
  if (!detail.ok) return detail
  if (!observe.ok) return observe
  if (!set.ok) return set
  if (!timeout.ok) return timeout
  if (!rate.ok) return rate
  if (!repeat.ok) return repeat
  if (!events.ok) return events
  if (!mib.ok) return mib
  if (out !== null && !out.toLowerCase().endsWith('.arrows'))
    return refuse('', `--out writes a recording, and '${out}' does not end in .arrows`, `--out ${out.replace(/\.\w*$/, '')}.arrows`)
  return answer({
    engine: engine.value,
    file,
    words: words.rest,
    python: words.value('python'),
    detail: detail.value,
    observe: observe.value,
    set: set.value,
    locks: words.has('locks'),
    gil: words.has('gil'),
    compare: words.has('compare'),
    rate: rate.value,
    repeat: repeat.value,
    timeoutMs: timeout.value,
    maxEvents: events.value,
    maxBytes: mib.value * 1024 * 1024,
    out,
    json: words.has('json')
  })
}

function misfitOf(words: Words, engine: RecordedEngine, file: string | null): Answer<never> | null {
  if (engine === 'command' && file !== null) return refuse('', 'a command stands behind --', `record -- ${file}`)
  if (engine !== 'command' && file === null) return refuse('', `the ${engine} engine records a program`, `record --engine ${engine} FILE.py`)
  if (engine === 'threads' && words.rest.length > 0) return refuse('', 'only the python engine hands arguments to the program', '--engine python')
  for (const [option, engines] of Object.entries(onlyFor)) {
    if (words.has(option) && !engines.includes(engine))
      return refuse('', `--${option} is for the ${engines.join(' and ')} engine, not for ${engine}`, `leave out --${option}`)
  }
  return null
}

function wholeOf(words: Words, option: string, usual: number, least: number, most: number): Answer<number> {
  const text = words.value(option)
  if (text === null) return answer(usual)
  const number = /^[\d_]+$/.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN
  if (number >= least && number <= most) return answer(number)
  return refuse('', `--${option} is a whole number from ${least} to ${most.toLocaleString('en')}, not '${text}'`, `--${option} ${usual}`)
}
