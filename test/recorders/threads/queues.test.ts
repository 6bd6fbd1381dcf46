import { afterAll, beforeAll, expect, test } from 'vitest'
import { validate } from '../../../src/core/trace/validate'
import { builtWorker } from './builtWorker'
import { eventsOf, outputOf, recordProgram } from './recordProgram'

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

const pipeline = `
import queue
import threading

jobs = queue.Queue(2)
total = 0
lock = threading.Lock()


def producer():
    for i in range(500):
        jobs.put(i)


def consumer():
    global total
    while True:
        job = jobs.get()
        if job is None:
            jobs.task_done()
            break
        with lock:
            total = total + job
        jobs.task_done()


producers = [threading.Thread(target=producer) for _ in range(2)]
consumers = [threading.Thread(target=consumer) for _ in range(3)]
for t in producers:
    t.start()
for t in consumers:
    t.start()
for t in producers:
    t.join()
for _ in range(3):
    jobs.put(None)
jobs.join()
print(total, jobs.empty())
`

test('producers and consumers over a small queue: every value comes out once, and the trace tells each', async () => {
  const { trace, end } = await recordProgram(worker, pipeline)
  expect(end).toMatchObject({ status: 'finished', dropped: 0 })
  expect(outputOf(trace)).toEqual([`${2 * ((499 * 500) / 2)} True`])
  let held = 0
  let most = 0
  for (const { type } of eventsOf(trace)) {
    if (type === 'put') most = Math.max(most, ++held)
    if (type === 'got') held--
  }
  expect(most).toBe(2)
  expect(held).toBe(0)
  expect(eventsOf(trace).filter(({ type }) => type === 'taskDone').length).toBe(1003)
  expect(eventsOf(trace)).toContainEqual(expect.objectContaining({ type: 'declared', kind: 'queue', name: 'jobs', capacity: 2 }))
  expect(eventsOf(trace)).toContainEqual(expect.objectContaining({ type: 'requested', to: 'get', timeout: null }))
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('values keep their order and their kind on the way: ints, texts made while running, locks', async () => {
  const source = `
import queue
import threading

box = queue.Queue()
lock = threading.Lock()


def fill():
    box.put(1)
    box.put(True)
    box.put("a" + str(2))
    box.put(None)
    box.put(-7)


t = threading.Thread(target=fill)
t.start()
t.join()
print(box.qsize(), box.full(), box.maxsize)
for _ in range(5):
    print(box.get())
print(box.empty())
locks = queue.Queue()
locks.put(lock)
print(locks.get() is lock)
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['5 False 0', '1', 'True', 'a2', 'None', '-7', 'True', 'True'])
  expect(eventsOf(trace).flatMap((event) => (event.type === 'got' ? [event.value] : []))).toEqual([1, 'True', "'a2'", 'None', -7, '<lock>'])
  expect(eventsOf(trace)).toContainEqual(expect.objectContaining({ type: 'declared', kind: 'queue', name: 'box', capacity: null }))
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('a full queue and an empty one raise for who does not wait, or not for ever', async () => {
  const source = `
import queue

box = queue.Queue(1)
box.put(1)
try:
    box.put(2, block=False)
except queue.Full:
    print("full")
try:
    box.put(2, timeout=0.02)
except queue.Full:
    print("still full")
print(box.get_nowait())
try:
    box.get_nowait()
except queue.Empty:
    print("empty")
try:
    box.get(timeout=0.02)
except queue.Empty:
    print("still empty")
box.task_done()
box.task_done()
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('failed')
  expect(outputOf(trace)).toEqual(['full', 'still full', '1', 'empty', 'still empty'])
  expect(eventsOf(trace).find(({ type }) => type === 'raised')).toMatchObject({ kind: 'ValueError', message: 'task_done() called too many times' })
  expect(eventsOf(trace).flatMap((event) => (event.type === 'requested' ? [[event.to, event.timeout]] : []))).toEqual([
    ['put', 0.02],
    ['get', 0.02]
  ])
  expect(eventsOf(trace).filter(({ type }) => type === 'tryFailed').length).toBe(2)
  expect(validate(trace)).toMatchObject({ ok: true })
})

test.each([
  ['a get from a queue that nobody fills', 'box.get()'],
  ['a put into a queue that nobody empties', 'box.put(1)\nbox.put(2)'],
  ['a join of values that nobody reports done', 'box.put(1)\nbox.join()']
])('%s is a deadlock', async (_, statements) => {
  const { trace, end } = await recordProgram(worker, `import queue\n\nbox = queue.Queue(1)\n${statements}\n`)
  expect(end.status).toBe('deadlock')
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('a queue without bound grows to a million values, until the memory of the run is full; then its thread ends and says so', async () => {
  const source = `
import queue
import threading

box = queue.Queue()


def fill():
    while True:
        box.put(1)


t = threading.Thread(target=fill)
t.start()
t.join()
print(box.qsize())
`
  const { trace, end } = await recordProgram(worker, source, { detail: 'sync', maxEvents: 1000 })
  expect(end.status).toBe('failed')
  expect(eventsOf(trace).find(({ type }) => type === 'raised')).toMatchObject({ kind: 'RuntimeError', message: expect.stringContaining('out of memory') })
  expect(outputOf(trace)).toEqual([`${2 ** 20}`])
})

test('a size below zero is no bound, and is told as it was given', async () => {
  const { trace, end } = await recordProgram(worker, 'import queue\n\nbox = queue.Queue(-3)\nbox.put(1)\nbox.put(2)\nprint(box.maxsize, box.full())\n')
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['-3 False'])
  expect(eventsOf(trace)).toContainEqual(expect.objectContaining({ type: 'declared', kind: 'queue', capacity: null }))
})
