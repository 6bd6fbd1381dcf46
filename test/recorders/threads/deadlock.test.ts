import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { objectName, type Trace, threadName } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import { builtWorker } from './builtWorker'
import { permits, twoLocks, twoLocksAndABusyThread, unlocked } from './programs'
import { begin, eventsOf, outputOf, recordProgram } from './recordProgram'

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

/** The rings of a trace at its end, in names. */
const rings = (trace: Trace): string[][] =>
  deadlocksAt(trace, trace.end).map(({ cycle }) => cycle.map((node) => ('thread' in node ? threadName(trace, node.thread) : objectName(trace, node.object))))

test.each(['access', 'sync'] as const)('two locks in opposite order end in the same ring each time (detail %s)', async (detail) => {
  const { trace, end } = await recordProgram(worker, twoLocks, { detail })
  expect(end).toMatchObject({ status: 'deadlock', dropped: 0 })
  expect(outputOf(trace)).toEqual([])
  expect(rings(trace)).toEqual([['transfer-1', 'lock_b', 'transfer-2', 'lock_a']])
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('a deadlocked run is parked until it is stopped, and then no thread is left', async () => {
  const threadsBefore = osThreads()
  const going = begin(worker, twoLocks, { onDeadlock: 'park' })
  await going.parked
  expect(rings(going.trace())).toEqual([['transfer-1', 'lock_b', 'transfer-2', 'lock_a']])
  expect(going.trace().status).toBeNull()
  await going.recording.stop()
  expect(await going.recording.ended).toMatchObject({ status: 'deadlock', problem: null })
  expect(going.trace().status).toBe('deadlock')
  expect(osThreads()).toBeLessThanOrEqual(threadsBefore)
})

// every worker is a thread of this process; only Linux lists them
const osThreads = (): number => (process.platform === 'linux' ? readdirSync('/proc/self/task').length : 0)

test('a third thread that goes on does not hide the ring; the limit of time ends it as a deadlock', async () => {
  const { trace, end } = await recordProgram(worker, twoLocksAndABusyThread, { timeoutMs: 4000 })
  expect(end.status).toBe('deadlock')
  expect(rings(trace)).toEqual([['transfer-1', 'lock_b', 'transfer-2', 'lock_a']])
})

test('daemons that wait for each other for ever end with main, and are no deadlock', async () => {
  const daemons = `${twoLocks.replaceAll('name=', 'daemon=True, name=').replaceAll(/^\w+\.join\(\)\n/gm, '')}time.sleep(0.3)\n`
  const { trace, end } = await recordProgram(worker, daemons)
  expect(end.status).toBe('finished')
  expect(rings(trace)).toEqual([])
  expect(eventsOf(trace).flatMap((event) => (event.type === 'threadEnded' ? [event.thread] : []))).toEqual([0, 1, 2])
  expect(eventsOf(trace).filter(({ type }) => type === 'requested').length).toBe(2)
})

test('an endless loop ends with the limit of time, a stop or a kill', async () => {
  const source = 'import threading\n\nwhile True:\n    pass\n'
  const { end } = await recordProgram(worker, source, { timeoutMs: 300 })
  expect(end.status).toBe('timeout')
  for (const how of ['stop', 'kill'] as const) {
    const going = begin(worker, source)
    await eventually(() => going.trace().events.length > 0)
    await going.recording[how]()
    expect(await going.recording.ended).toMatchObject({ status: how === 'stop' ? 'stopped' : 'killed', problem: null })
    expect(going.trace().status).toBe(how === 'stop' ? 'stopped' : 'killed')
  }
})

test('a kill in the middle keeps all that was delivered, in order', async () => {
  const going = begin(worker, unlocked)
  await eventually(() => going.trace().events.length > 100_000)
  const before = going.trace().events.length
  await going.recording.kill()
  const trace = going.trace()
  expect(trace.events.length).toBeGreaterThan(before)
  expect(trace.status).toBe('killed')
  expect(validate(trace)).toMatchObject({ ok: true })
})

/** Waits until the condition holds; asks each millisecond. A run without a header throws until it has one. */
async function eventually(holds: () => boolean): Promise<void> {
  const isSo = (): boolean => {
    try {
      return holds()
    } catch {
      return false
    }
  }
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1))
}

test('a semaphore with two permits never has more than two holders', async () => {
  const { trace, end } = await recordProgram(worker, permits)
  expect(end.status).toBe('finished')
  let holders = 0
  let most = 0
  for (const event of eventsOf(trace)) {
    if (event.type === 'acquired') most = Math.max(most, ++holders)
    if (event.type === 'released') holders--
  }
  expect(most).toBe(2)
  expect(holders).toBe(0)
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('a lock that its own holder asks for again stands still; an rlock goes on', async () => {
  const source = 'import threading\n\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\nprint("through")\n'
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('deadlock')
  expect(rings(trace)).toEqual([['MainThread', 'lock']])
  const again = await recordProgram(worker, source.replace('Lock()', 'RLock()'))
  expect(again.end.status).toBe('finished')
  expect(outputOf(again.trace)).toEqual(['through'])
})

test('sleepers are not stuck: whoever sleeps may still wake the others', async () => {
  const source = `
import threading
import time

gate = threading.Lock()
gate.acquire()


def opener():
    time.sleep(0.3)
    gate.release()


threading.Thread(target=opener).start()
gate.acquire()
print("open")
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['open'])
})

test('a daemon that waits for ever keeps nobody: the run is finished', async () => {
  const source = `
import threading

gate = threading.Lock()
gate.acquire()


def wait():
    gate.acquire()


threading.Thread(target=wait, daemon=True).start()
print("main is done")
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['main is done'])
})
