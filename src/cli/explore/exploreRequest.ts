import { type ExploreOptions } from '../../core/explorer/report'
import { usualOptions } from '../../core/explorer/exploration'
import type { Words } from '../command'
import { type Answer, answer, refuse } from '../complaint'
import { oneOf, settings, timeoutOf } from '../wordValues'

/** A search as it was asked for. */
export interface ExploreRequest {
  /** The program, as the person wrote it. */
  readonly file: string
  readonly set: Readonly<Record<string, string>>
  readonly granularity: 'shared' | 'bytecode'
  readonly options: ExploreOptions
  readonly json: boolean
}

/** Makes a request of the words behind `explore`; says which of them cannot be meant. */
export function exploreRequest(words: Words): Answer<ExploreRequest> {
  const granularity = oneOf(words, 'granularity', ['shared', 'bytecode'])
  const set = settings(words.values('set'))
  const timeout = timeoutOf(words.value('timeout') ?? '60')
  const maxStates = wholeNumber(words, 'max-states', usualOptions.maxStates, 1, 100_000_000)
  const spuriousWakeUps = wholeNumber(words, 'spurious', 0, 0, 100)
  if (!granularity.ok) return granularity
  if (!set.ok) return set
  if (!timeout.ok) return timeout
  if (!maxStates.ok) return maxStates
  if (!spuriousWakeUps.ok) return spuriousWakeUps
  const counts = words.has('counts')
  return answer({
    file: words.operands[0] ?? '',
    set: set.value,
    granularity: granularity.value,
    options: {
      ...usualOptions,
      // numbers of schedules are those of all orders
      tier: counts || words.has('no-reduction') ? 'full' : 'auto',
      counts,
      maxStates: maxStates.value,
      maxMs: timeout.value,
      goal: words.value('goal'),
      spuriousWakeUps: spuriousWakeUps.value
    },
    json: words.has('json')
  })
}

function wholeNumber(words: Words, option: string, usual: number, least: number, most: number): Answer<number> {
  const text = words.value(option)
  if (text === null) return answer(usual)
  const number = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return answer(number)
  return refuse('', `--${option} is a whole number from ${least} to ${most.toLocaleString('en')}, not '${text}'`, `--${option} ${usual}`)
}
