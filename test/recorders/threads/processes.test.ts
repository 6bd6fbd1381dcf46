import { afterAll, beforeAll, expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { threadName } from '../../../src/core/trace/trace'
import { builtWorker } from './builtWorker'
import { eventsOf, outputOf, recordProgram } from './recordProgram'

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

const two = (work: string, head = ''): string =>
  `from multiprocessing import Lock, Process, Value\nN = 200_000\nn = 0\n${head}def work(a, b):\n    global n\n    for i in range(N):\n${work}\nps = [Process(target=work, args=(0, 1)), Process(target=work, args=(1, 0))]\nfor p in ps:\n    p.start()\nfor p in ps:\n    p.join()\nprint(n)\n`

test('two processes count as far as they like, and the first one has its own number', async () => {
  const { trace } = await recordProgram(worker, two('        n += 1'), { set: { N: '300' } })
  expect(outputOf(trace)).toEqual(['0'])
  const told = eventsOf(trace)
  const copies = told.flatMap((event) => (event.type === 'declared' && event.name.endsWith(': n') ? [event] : []))
  expect(copies.map(({ name, thread }) => [thread, name])).toEqual(expect.arrayContaining([1, 2].map((id) => [id, `Process-${id}: n`])))
  for (const { object, thread } of copies) {
    const written = told.flatMap((event) => (event.type === 'written' && event.object === object ? [event] : []))
    expect(written.map(({ value }) => value)).toEqual(Array.from({ length: 301 }, (_, value) => value))
    expect(new Set(written.map((event) => event.thread))).toEqual(new Set([thread]))
  }
})

test('processes really run side by side: a shared number loses updates', async () => {
  const { trace } = await recordProgram(worker, two('        v.value += 1', 'v = Value("i", 0)\n').replace('print(n)', 'print(v.value)'), { detail: 'sync' })
  const [total] = outputOf(trace).map(Number)
  expect(total).toBeGreaterThanOrEqual(2)
  expect(total).toBeLessThan(400_000)
})

test('the trace tells which process each thread is of, how it ended, and what stood for it', async () => {
  const { trace } = await recordProgram(worker, two('        n = a // b'))
  const told = eventsOf(trace)
  expect(told.filter(({ type }) => type === 'processStarted')).toMatchObject([
    { process: 0, parent: -1, command: 'program.py' },
    { process: 1, parent: 0, command: 'Process-1' },
    { process: 2, parent: 0, command: 'Process-2' }
  ])
  expect(told.flatMap((event) => (event.type === 'threadStarted' ? [[event.thread, event.process]] : []))).toEqual([
    [0, undefined],
    [1, 1],
    [2, 2]
  ])
  expect(new Map(told.flatMap((event) => (event.type === 'processExited' ? [[event.process, event.code] as const] : [])))).toEqual(
    new Map([
      [1, 0],
      [2, 1]
    ])
  )
  expect(trace.header.host?.runtime).toContain('worker threads, one for each process, each with its own copy of the memory')
})

test('a program without processes says nothing of them', async () => {
  const { trace } = await recordProgram(worker, 'print(1)\n')
  expect(trace.header.host?.runtime).toMatch(/worker threads$/)
  expect(eventsOf(trace).filter(({ type }) => type === 'processStarted')).toEqual([])
})

test('who waits for a copy of a lock that was held waits for ever, and the ring is told', async () => {
  const text =
    'from multiprocessing import Process\nfrom threading import Lock\nlock = Lock()\ndef work():\n    with lock:\n        pass\np = Process(target=work)\nwith lock:\n    p.start()\np.join()\n'
  const { end, trace } = await recordProgram(worker, text)
  expect(end.status).toBe('deadlock')
  const [ring] = deadlocksAt(trace, trace.end)
  expect(ring?.threads.map((thread) => threadName(trace, thread)).toSorted()).toEqual(['MainThread', 'Process-1'])
  expect(ring?.words).toContain('Process-1 waits for Process-1: lock, held by MainThread')
})
