import { expect, test } from 'vitest'
import { eventAt } from '../../../src/core/trace/decode'
import { threadName } from '../../../src/core/trace/trace'
import { traceFromText } from '../../../src/core/trace/traceFromText'

test('a drawn trace reads row by row as threads and column by column as steps', () => {
  const trace = traceFromText(`
    A   lock(L)@2           lock(M)…5  gaveUp(M)
    B              lock(M)                        read(x)=7
    = finished`)
  const events = Array.from({ length: trace.events.length }, (_, row) => eventAt(trace.events, row))
  expect(events).toEqual([
    { type: 'threadStarted', at: 0, thread: 0, line: 0, parent: -1, name: 'A' },
    { type: 'threadStarted', at: 0, thread: 1, line: 0, parent: 0, name: 'B' },
    { type: 'declared', at: 0, thread: 0, line: 0, object: 0, kind: 'lock', name: 'L', capacity: null },
    { type: 'declared', at: 0, thread: 0, line: 0, object: 1, kind: 'lock', name: 'M', capacity: null },
    { type: 'declared', at: 0, thread: 0, line: 0, object: 2, kind: 'variable', name: 'x', capacity: null },
    { type: 'acquired', at: 1, thread: 0, line: 2, object: 0 },
    { type: 'acquired', at: 2, thread: 1, line: 0, object: 1 },
    { type: 'requested', at: 3, thread: 0, line: 0, object: 1, timeout: 5 },
    { type: 'timedOut', at: 4, thread: 0, line: 0, object: 1 },
    { type: 'read', at: 5, thread: 1, line: 0, object: 2, value: 7 },
    { type: 'ended', at: 5, thread: -1, line: 0, status: 'finished', dropped: 0 }
  ])
  expect([...trace.threads.keys()].map((id) => threadName(trace, id))).toEqual(['A', 'B'])
})

test('a thread that somebody starts is not there before', () => {
  const trace = traceFromText(`
    main  take(S/2)  start(w)  join(w)
    w                                  end`)
  expect([...trace.threads.values()].map(({ name, startedAt }) => [name, startedAt])).toEqual([
    ['main', 0],
    ['w', 2]
  ])
  expect([...trace.objects.values()]).toMatchObject([{ name: 'S', kind: 'semaphore', capacity: 2 }])
})

test('conditions, events, barriers, queues and chance have words of their own', () => {
  const trace = traceFromText(`
    A   wait(C)…2               arrive(B/2)…  get(Q/3)…
    B             notify(C)=A                             put(Q)=7  choose=4`)
  const events = Array.from({ length: trace.events.length }, (_, row) => eventAt(trace.events, row)).slice(2)
  expect(events).toMatchObject([
    { type: 'declared', object: 0, kind: 'condition', name: 'C', capacity: null },
    { type: 'declared', object: 1, kind: 'barrier', name: 'B', capacity: 2 },
    { type: 'declared', object: 2, kind: 'queue', name: 'Q', capacity: 3 },
    { type: 'waitBegan', thread: 0, object: 0, timeout: 2 },
    { type: 'notified', thread: 1, object: 0, target: 0 },
    { type: 'arrived', thread: 0, object: 1 },
    { type: 'waitBegan', thread: 0, object: 1, timeout: null },
    { type: 'requested', thread: 0, object: 2, timeout: null, to: 'get' },
    { type: 'put', thread: 1, object: 2, value: 7 },
    { type: 'chose', thread: 1, value: 4 }
  ])
})

test('a word that nobody knows is our mistake', () => {
  expect(() => traceFromText('A  dance(L)')).toThrow("nobody knows 'dance'")
})
