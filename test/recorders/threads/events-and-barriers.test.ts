import { afterAll, beforeAll, expect, test } from 'vitest'
import { fastTrack } from '../../../src/core/analysis/order/fastTrack'
import { operationsOf } from '../../../src/core/analysis/order/operationsOf'
import { validate } from '../../../src/core/trace/validate'
import { builtWorker } from './builtWorker'
import { eventsOf, outputOf, recordProgram } from './recordProgram'

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

test('an event that is set lets all go on that wait, and all that come later', async () => {
  const source = `
import threading

go = threading.Event()
passed = 0
lock = threading.Lock()


def runner():
    global passed
    if go.wait():
        with lock:
            passed = passed + 1


runners = [threading.Thread(target=runner) for _ in range(3)]
for t in runners:
    t.start()
print(go.is_set(), passed)
go.set()
for t in runners:
    t.join()
print(go.wait(), go.is_set(), passed)
go.clear()
print(go.wait(0.01), go.is_set())
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['False 0', 'True True 3', 'False False'])
  const types = eventsOf(trace).map(({ type }) => type)
  expect(types.indexOf('set')).toBeLessThan(types.indexOf('woken'))
  expect(types.filter((type) => type === 'woken').length).toBe(4)
  expect(types.filter((type) => type === 'timedOut').length).toBe(1)
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('an event that nobody sets is a deadlock; with a timeout it is none', async () => {
  const source = 'import threading\n\ndone = threading.Event()\nprint(done.wait())\n'
  expect((await recordProgram(worker, source)).end.status).toBe('deadlock')
  const timed = await recordProgram(worker, source.replace('wait()', 'wait(timeout=0.3)'))
  expect(timed.end.status).toBe('finished')
  expect(outputOf(timed.trace)).toEqual(['False'])
})

const rounds = (parties: number): string => `
import threading

done = 0
total = 0
lock = threading.Lock()


def add_up():
    global total
    total = total + done


barrier = threading.Barrier(${parties}, action=add_up)


def work():
    global done
    for _ in range(50):
        with lock:
            done = done + 1
        barrier.wait()
        barrier.wait()


workers = [threading.Thread(target=work) for _ in range(3)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print(done, total, barrier.n_waiting, barrier.broken)
`

test('nobody passes a barrier before all have come, round after round; the last calls its action', async () => {
  const { trace, end } = await recordProgram(worker, rounds(3))
  expect(end).toMatchObject({ status: 'finished', dropped: 0 })
  // 3 + 3 + 6 + 6 + … + 150 + 150
  expect(outputOf(trace)).toEqual([`150 ${2 * 3 * ((50 * 51) / 2)} 0 False`])
  const events = eventsOf(trace)
  expect(events.filter(({ type }) => type === 'arrived').length).toBe(300)
  // the last of a round says so too, behind its action
  expect(events.filter(({ type }) => type === 'woken').length).toBe(300)
  expect(events).toContainEqual(expect.objectContaining({ type: 'declared', kind: 'barrier', name: 'barrier', capacity: 3 }))
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('what the action of a barrier writes is there for all who pass: no race', async () => {
  const source = `
import threading

found = 0


def find():
    global found
    found = found + 1


barrier = threading.Barrier(3, find)


def work():
    barrier.wait()
    print(found)
    barrier.wait()


workers = [threading.Thread(target=work) for _ in range(3)]
for w in workers:
    w.start()
for w in workers:
    w.join()
`
  const { trace } = await recordProgram(worker, source)
  expect(outputOf(trace)).toEqual(['1', '1', '1'])
  expect(fastTrack(operationsOf(trace))).toEqual([])
})

test('a barrier for more threads than there are is a deadlock', async () => {
  expect((await recordProgram(worker, rounds(4))).end.status).toBe('deadlock')
})

test('whoever gives up at a barrier breaks it for all, until it is reset', async () => {
  const source = `
import threading

barrier = threading.Barrier(3)
failed = 0
lock = threading.Lock()


def work(patience):
    global failed
    try:
        barrier.wait(timeout=patience)
    except threading.BrokenBarrierError:
        with lock:
            failed = failed + 1


a = threading.Thread(target=work, args=(5,))
b = threading.Thread(target=work, args=(0,))
a.start()
b.start()
a.join()
b.join()
print(failed, barrier.broken)
barrier.reset()
print(barrier.broken, barrier.parties)
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['2 True', 'False 3'])
  const types = eventsOf(trace).map(({ type }) => type)
  expect(types.filter((type) => type === 'broken').length).toBe(1)
  expect(types.filter((type) => type === 'cleared').length).toBe(1)
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('an action that raises breaks the barrier; its thread gets the exception, the others a BrokenBarrierError', async () => {
  const source = `
import threading


def act():
    raise ValueError("no")


barrier = threading.Barrier(2, act)
seen = 0
lock = threading.Lock()


def work():
    global seen
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        with lock:
            seen = seen + 1
    except ValueError as e:
        with lock:
            seen = seen + 10
        print(e)


workers = [threading.Thread(target=work) for _ in range(2)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print(seen, barrier.broken)
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['no', '11 True'])
  expect(validate(trace)).toMatchObject({ ok: true })
})

test.each([
  ['abort', 'True'],
  ['reset', 'False']
])('%s sends away who waits at a barrier', async (how, isBroken) => {
  const source = `
import threading

barrier = threading.Barrier(2)


def work():
    try:
        barrier.wait()
        print("through")
    except threading.BrokenBarrierError:
        print("sent away")


w = threading.Thread(target=work)
w.start()
while barrier.n_waiting == 0:
    pass
barrier.${how}()
w.join()
print(barrier.broken, barrier.n_waiting)
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['sent away', `${isBroken} 0`])
  expect(validate(trace)).toMatchObject({ ok: true })
})
