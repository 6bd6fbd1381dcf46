import { expect, test } from 'vitest'
import { settleFailedTries } from '../../../src/core/simulator/following/failedTries'
import { traceBuilder } from '../../../src/core/trace/builder'
import type { Event } from '../../../src/core/trace/event'
import { moment, objectId, threadId } from '../../../src/core/trace/ids'
import { recordedHeader } from '../trace/recordedHeader'

const header = recordedHeader({ engine: 'threads' })

/** What happens to one lock: `1+` taken by thread 1, `1-` given back, `2?` tried in vain by thread 2. */
function settled(...words: readonly string[]): string[] {
  const builder = traceBuilder(header)
  builder.add({ type: 'declared', at: moment(0), thread: threadId(0), line: 0, object: objectId(0), kind: 'lock', name: 'lock', capacity: null })
  const types = { '+': 'acquired', '-': 'released', '?': 'tryFailed' } as const
  for (const [at, word] of words.entries()) {
    const type = types[word[1] as keyof typeof types]
    builder.add({ type, at: moment(at), thread: threadId(Number(word[0])), line: 0, object: objectId(0) } satisfies Event)
  }
  const rows = words.map((_, at) => at + 1)
  return settleFailedTries(builder.trace(), rows).map((row) => words[row - 1] ?? '')
}

test('a try that failed stands where somebody holds the lock', () => {
  expect(settled('1+', '2?', '1-', '2+')).toEqual(['1+', '2?', '1-', '2+'])
})

test('one that is told behind the release comes before it, and so does the next of its thread', () => {
  expect(settled('1+', '1-', '2?', '2?', '2+')).toEqual(['1+', '2?', '2?', '1-', '2+'])
})

test('one whose thread did something since comes behind the next acquisition', () => {
  expect(settled('2+', '2-', '2?', '1+', '1-')).toEqual(['2+', '2-', '1+', '2?', '1-'])
  expect(settled('2?', '1+', '1-')).toEqual(['1+', '2?', '1-'])
})
