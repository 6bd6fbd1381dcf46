import { expect, test } from 'vitest'
import { chromeTrace } from '../../../src/core/formats/chromeTrace'
import { traceBuilder } from '../../../src/core/trace/builder'
import { moment, noThread, processId, threadId } from '../../../src/core/trace/ids'
import { traceFromText } from '../../../src/core/trace/traceFromText'

interface Entry {
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts?: number
  readonly dur?: number
  readonly name: string
  readonly args?: object
}
const entriesOf = (text: string): Entry[] =>
  JSON.parse(chromeTrace(traceFromText(text, { clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } }))).traceEvents

const crossed = `
  A   lock(L)           lock(M)…
  B            lock(M)           lock(L)…  print("never")`

test('entries come in order of time, named threads first', () => {
  const entries = entriesOf(crossed)
  expect(entries.slice(0, 5).map(({ ph, name }) => `${ph} ${name}`)).toEqual([
    'M process_name',
    'M thread_name',
    'M thread_sort_index',
    'M thread_name',
    'M thread_sort_index'
  ])
  const times = entries.filter(({ ph }) => ph !== 'M').map(({ ts }) => ts ?? Number.NaN)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
})

test('a wait for ever begins and does not end, and a mark stands where the recording ends', () => {
  const mine = entriesOf(crossed).filter(({ tid, ph }) => tid === 0 && 'BEXi'.includes(ph))
  expect(mine.map(({ ph, name, ts }) => `${ph} ${name} ${ts}`)).toEqual(['X waits: lock M 0.003', 'B deadlocked: lock M 0.004', 'i end of recording 0.005'])
})

test('holds are asynchronous slices with an own number each, begun and ended', () => {
  const holds = entriesOf(crossed).filter(({ ph }) => ph === 'b' || ph === 'e')
  expect(holds.map(({ ph, name }) => `${ph} ${name}`).toSorted()).toEqual(['b L held by A', 'b M held by B', 'e L held by A', 'e M held by B'])
})

test('times are microseconds with nanoseconds behind the point, as exact text', () => {
  const text = chromeTrace(traceFromText(crossed, { clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } }))
  expect(text).toContain('"ts":0.003,"dur":0.001')
  expect(chromeTrace(traceFromText(crossed))).toContain('"ts":3,"dur":1')
})

test('every process has a row of its own, under the number that the system gave it', () => {
  const at = { at: moment(0), line: 0 }
  const builder = traceBuilder({ ...traceFromText(crossed).header, clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } })
  builder.add({ type: 'threadStarted', ...at, thread: threadId(0), parent: noThread, name: 'MainThread' })
  builder.add({ type: 'threadStarted', ...at, thread: threadId(1), parent: threadId(0), name: 'worker', process: processId(4711) })
  builder.add({ type: 'printed', ...at, at: moment(5), thread: threadId(1), stream: 'stdout', text: 'hello' })
  const entries: Entry[] = JSON.parse(chromeTrace(builder.trace())).traceEvents
  expect(entries.filter(({ name }) => name === 'process_name').map(({ pid, args }) => [pid, args])).toEqual([
    [1, { name: expect.any(String) }],
    [4711, { name: 'worker' }]
  ])
  expect(entries.filter(({ tid }) => tid === 1).every(({ pid }) => pid === 4711)).toBe(true)
  expect(entries.filter(({ tid }) => tid === 0).every(({ pid }) => pid === 1)).toBe(true)
})

test('output is marked where it was printed', () => {
  expect(entriesOf(crossed).filter(({ name }) => name === 'never')).toMatchObject([{ ph: 'i', tid: 1, ts: 0.005 }])
})

test('a queue is a counter, and what threads put, get, notify and draw is marked', () => {
  const entries = entriesOf(`
    A   get(Q)…            get(Q)=7  wait(C)…                       put(Q)=8
    B            put(Q)=7                      notify(C)=A  choose=4`)
  const counted = entries.filter(({ ph, name }) => ph === 'C' && name === 'Q')
  expect(counted.map(({ ts, args }) => [ts, args])).toEqual([
    [0, { level: 0 }],
    [0.002, { level: 1 }],
    [0.003, { level: 0 }]
  ])
  expect(entries.filter(({ ph }) => ph === 'X' || ph === 'i').map(({ ph, tid, name }) => `${ph} ${tid} ${name}`)).toEqual([
    'X 0 waits: get queue Q',
    'i 1 put Q',
    'i 0 got Q',
    'X 0 waits: condition C',
    'i 1 notified C',
    'i 1 chose 4',
    'i 0 put Q'
  ])
})
