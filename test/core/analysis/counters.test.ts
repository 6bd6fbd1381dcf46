import { expect, test } from 'vitest'
import { countersOf } from '../../../src/core/analysis/counters'
import { traceBuilder } from '../../../src/core/trace/builder'
import { moment, noThread, processId, threadId } from '../../../src/core/trace/ids'
import { recordedHeader } from '../trace/recordedHeader'

const header = recordedHeader({ engine: 'command', observer: 'sampled', detail: 'sync', arguments: ['a'] })

test('counters become what was used between two readings', () => {
  const builder = traceBuilder(header)
  for (const thread of [0, 1]) builder.add({ type: 'threadStarted', at: moment(0), line: 0, thread: threadId(thread), parent: noThread, name: `t${thread}` })
  const read = (at: number, thread: number, name: string, value: number, process = -1): void =>
    builder.add({ type: 'measured', at: moment(at), line: 0, thread: threadId(thread), process: processId(process), name, value })
  read(100, 0, 'cpu ns', 100)
  read(100, 1, 'cpu ns', 50)
  read(100, 0, 'rss bytes', 4096, 7)
  // the second thread did not run and was not read
  read(200, 0, 'cpu ns', 150)
  read(200, 0, 'run-queue wait ns', 40)
  read(300, 0, 'cpu ns', 250)
  read(300, 1, 'cpu ns', 150)
  const counters = Object.fromEntries(countersOf(builder.trace()).map(({ name, value }) => [name, [...value]]))
  expect(counters['busy']).toEqual([1.5, 0.5, 2])
  expect(counters['wait for a CPU']).toEqual([0, 0.4, 0])
  expect(counters['memory']).toEqual([4096, 4096, 4096])
})

test('a run whose counters nobody read has none', () => {
  expect(countersOf(traceBuilder(header).trace())).toEqual([])
})
