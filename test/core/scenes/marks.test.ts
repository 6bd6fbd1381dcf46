import { expect, test } from 'vitest'
import { whole } from '../../../src/core/analysis/slices'
import { eventMarks } from '../../../src/core/scenes/timeline/eventMarks'
import { traceBuilder } from '../../../src/core/trace/builder'
import { moment, noThread, threadId } from '../../../src/core/trace/ids'
import { traceFromText } from '../../../src/core/trace/traceFromText'

test('what a person marks, and what is missing, stands on the first lane where nobody else is named', () => {
  const { header } = traceFromText('A lock(L)', { clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } })
  const builder = traceBuilder(header)
  builder.add({ type: 'threadStarted', at: moment(0), line: 0, thread: threadId(0), parent: noThread, name: 'MainThread' })
  builder.add({ type: 'marked', at: moment(4e6), line: 0, thread: noThread, text: 'mark 1' })
  builder.add({ type: 'dropped', at: moment(9e6), line: 0, thread: noThread, count: 12, since: moment(5e6) })
  const trace = builder.trace()
  const marks = whole(eventMarks(trace)).get(threadId(0))
  expect([...(marks?.at ?? [])]).toEqual([4e6, 9e6])
})
