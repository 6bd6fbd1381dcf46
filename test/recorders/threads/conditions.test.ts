import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateAt } from '../../../src/core/analysis/stateAt'
import { objectName, type Trace, threadName } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import { builtWorker } from './builtWorker'
import { begin, eventsOf, outputOf, recordProgram } from './recordProgram'

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

/** What happened to synchronisation objects, as `who type what`. */
function storyOf(trace: Trace): string[] {
  const told = ['requested', 'acquired', 'released', 'waitBegan', 'woken', 'timedOut', 'notified']
  return eventsOf(trace).flatMap((event) => {
    if (!('object' in event) || !told.includes(event.type)) return []
    const target = event.type === 'notified' ? ` ${event.target < 0 ? 'nobody' : threadName(trace, event.target)}` : ''
    return [`${threadName(trace, event.thread)} ${event.type} ${objectName(trace, event.object)}${target}`]
  })
}

// the producer begins only while the consumer has the lock: so the consumer always comes first, and waits
const handshake = `
import threading

cond = threading.Condition()
ready = False


def consumer():
    with cond:
        p.start()
        while not ready:
            cond.wait()
        print("consumed")


def producer():
    global ready
    with cond:
        ready = True
        cond.notify()


c = threading.Thread(target=consumer, name="consumer")
p = threading.Thread(target=producer, name="producer")
c.start()
c.join()
p.join()
`

test('whoever waits for a condition gives its lock back, is woken, and takes the lock again', async () => {
  const { trace, end } = await recordProgram(worker, handshake)
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['consumed'])
  const story = storyOf(trace)
  expect(story.filter((line) => line.startsWith('consumer') && !line.includes('requested'))).toEqual([
    'consumer acquired lock of cond',
    'consumer released lock of cond',
    'consumer waitBegan cond',
    'consumer woken cond',
    'consumer acquired lock of cond',
    'consumer released lock of cond'
  ])
  expect(story.indexOf('producer notified cond consumer')).toBeLessThan(story.indexOf('consumer woken cond'))
  expect(validate(trace)).toMatchObject({ ok: true })
})

test.each(['access', 'sync'] as const)('a consumer that nobody notifies waits for ever: a deadlock (detail %s)', async (detail) => {
  const { trace, end } = await recordProgram(worker, handshake.replace('        cond.notify()\n', ''), { detail })
  expect(end.status).toBe('deadlock')
  expect(outputOf(trace)).toEqual([])
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('a notify that comes before anybody waits is told, and lost', async () => {
  const source = `
import threading

cond = threading.Condition()
with cond:
    cond.notify()
with cond:
    print(cond.wait(timeout=0.05))
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['False'])
  expect(storyOf(trace)).toContain('MainThread notified cond nobody')
  expect(eventsOf(trace).find(({ type }) => type === 'waitBegan')).toMatchObject({ timeout: 0.05 })
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('an rlock that is held twice is given back wholly and taken twice again', async () => {
  const source = `
import threading

lock = threading.RLock()
cond = threading.Condition(lock)


def waker():
    with cond:
        cond.notify_all()


with lock:
    with cond:
        t = threading.Thread(target=waker, name="waker")
        t.start()
        print(cond.wait())
t.join()
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['True'])
  expect(storyOf(trace).filter((line) => line.startsWith('MainThread') && !line.includes('requested'))).toEqual([
    'MainThread acquired lock',
    'MainThread acquired lock',
    'MainThread released lock',
    'MainThread released lock',
    'MainThread waitBegan cond',
    'MainThread woken cond',
    'MainThread acquired lock',
    'MainThread acquired lock',
    'MainThread released lock',
    'MainThread released lock'
  ])
  expect(validate(trace)).toMatchObject({ ok: true })
})

test.each(['wait', 'notify'])('%s without the lock raises', async (what) => {
  const { trace, end } = await recordProgram(worker, `import threading\n\ncond = threading.Condition()\ncond.${what}()\n`)
  expect(end.status).toBe('failed')
  expect(eventsOf(trace).find(({ type }) => type === 'raised')).toMatchObject({ kind: 'RuntimeError', message: `cannot ${what} on un-acquired lock` })
})

test('two thousand turns between two threads, each woken by the other, lose no wake-up', async () => {
  const source = `
import threading

cond = threading.Condition()
turn = 0


def play(me):
    global turn
    for _ in range(1000):
        with cond:
            while turn % 2 != me:
                cond.wait()
            turn = turn + 1
            cond.notify_all()


players = [threading.Thread(target=play, args=(i,)) for i in range(2)]
for player in players:
    player.start()
for player in players:
    player.join()
print(turn)
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end).toMatchObject({ status: 'finished', dropped: 0 })
  expect(outputOf(trace)).toEqual(['2000'])
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('a run whose threads all wait is parked, the waiting in its trace, until it is stopped', async () => {
  const going = begin(worker, handshake.replace('        cond.notify()\n', ''), { onDeadlock: 'park' })
  await going.parked
  // main joins the consumer, which waits for a notify; the producer is done
  expect(stateAt(going.trace(), going.trace().end).threads.map(({ state }) => state)).toEqual(['deadlocked', 'deadlocked', 'finished'])
  await going.recording.stop()
  expect(await going.recording.ended).toMatchObject({ status: 'deadlock', problem: null })
})

test('a lock of an outer holder that a wait does not give back keeps the one who would notify out: a deadlock', async () => {
  const source = `
import threading

outer = threading.Lock()
cond = threading.Condition()


def waiter():
    with outer:
        with cond:
            t.start()
            cond.wait()


def notifier():
    with outer:
        with cond:
            cond.notify()


w = threading.Thread(target=waiter, name="waiter")
t = threading.Thread(target=notifier, name="notifier")
w.start()
w.join()
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('deadlock')
  expect(validate(trace)).toMatchObject({ ok: true })
})
