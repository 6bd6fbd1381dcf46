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

test.each(['Lock', 'RLock', 'Semaphore'])('a %s that another holds is waited for so long, and then not taken', async (kind) => {
  const source = `
import threading

lock = threading.${kind}()
held = threading.Event()
enough = threading.Event()


def holder():
    with lock:
        held.set()
        enough.wait()


t = threading.Thread(target=holder, name="holder")
t.start()
held.wait()
print(lock.acquire(timeout=0.05), lock.acquire(blocking=False))
enough.set()
print(lock.acquire(timeout=10))
t.join()
lock.release()
print(lock.acquire(blocking=False))
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['False False', 'True', 'True'])
  const events = eventsOf(trace)
  const asked = events.find((event) => event.type === 'requested' && event.timeout === 0.05)
  const gaveUp = events.find((event) => event.type === 'timedOut')
  const taken = events.filter((event) => event.type === 'acquired').map(({ tried }) => tried === true)
  expect([taken[0], taken.at(-1)]).toEqual([false, true])
  // moments are nanoseconds
  expect((gaveUp?.at ?? 0) - (asked?.at ?? 0)).toBeGreaterThanOrEqual(45e6)
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('a join with a timeout gives up on a thread that lives, and joins one that has ended', async () => {
  const source = `
import threading

stop = threading.Event()


def work():
    stop.wait()


t = threading.Thread(target=work)
print(t.is_alive())
t.start()
t.join(timeout=0.02)
print(t.is_alive())
stop.set()
t.join(10)
print(t.is_alive())
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['False', 'True', 'False'])
  expect(eventsOf(trace).filter(({ type }) => type === 'timedOut')).toMatchObject([{ object: -1 }])
  expect(eventsOf(trace).filter(({ type }) => type === 'joinBegan')[0]).toMatchObject({ target: 1, timeout: 0.02 })
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('many threads that give up on one lock at about the same time lose no wake-up of those that do not', async () => {
  const source = `
import threading

lock = threading.Lock()
taken = 0


def patient():
    global taken
    for _ in range(300):
        with lock:
            taken = taken + 1


def impatient():
    for _ in range(300):
        if lock.acquire(timeout=0.0001):
            lock.release()


threads = [threading.Thread(target=patient) for _ in range(2)]
others = [threading.Thread(target=impatient) for _ in range(2)]
for t in threads:
    t.start()
for t in others:
    t.start()
for t in threads:
    t.join()
for t in others:
    t.join()
print(taken)
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end).toMatchObject({ status: 'finished', dropped: 0 })
  expect(outputOf(trace)).toEqual(['600'])
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('every number of a small range comes out in the end, and none beyond; the trace tells which', async () => {
  const source = 'import random\n\nfor _ in range(200):\n    print(random.randint(1, 4))\n'
  const { trace } = await recordProgram(worker, source)
  const output = outputOf(trace)
  expect([...new Set(output)].toSorted()).toEqual(['1', '2', '3', '4'])
  expect(eventsOf(trace).flatMap((event) => (event.type === 'chose' ? [String(event.value)] : []))).toEqual(output)
})
