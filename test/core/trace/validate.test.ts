import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { growingColumns } from '../../../src/core/trace/columns'
import { eventCode } from '../../../src/core/trace/event'
import { traceFromText } from '../../../src/core/trace/traceFromText'
import { checkColumns, validate } from '../../../src/core/trace/validate'
import { anyRun } from './arbitrary'

test('every legal run passes', () => {
  fc.assert(
    fc.property(anyRun, (trace) => {
      expect(validate(trace)).toEqual({ ok: true, value: null })
    })
  )
})

type Row = [type: number, at: number, thread: number, object: number, line: number, value: number, text: string | null]
const none = Number.NaN
const start: Row = [eventCode.threadStarted, 0, 0, -1, 0, none, 'main']
const lock: Row = [eventCode.declared, 0, 0, 0, 1, none, 'lock L']

function problemOf(...rows: Row[]): string | null {
  const columns = growingColumns()
  for (const row of rows) columns.push(...row)
  const result = validate({ header: { engine: 'simulator' }, events: columns.view() })
  return result.ok ? null : `${result.problem.at}: ${result.problem.what}`
}

test.each<[string, Row[], string]>([
  ['an unknown code', [[99, 0, 0, 0, 0, none, null]], 'event 0: No event has the code 99.'],
  ['a moment that goes back', [start, [eventCode.reached, -1, 0, -1, 0, none, null]], 'event 1: Its moment -1 comes before the one before it, 0.'],
  ['a moment that is no number', [[eventCode.threadStarted, none, 0, -1, 0, none, 'main']], 'event 0: Its moment NaN comes before the one before it, 0.'],
  [
    'a moment without end',
    [[eventCode.threadStarted, Number.POSITIVE_INFINITY, 0, -1, 0, none, 'main']],
    'event 0: Its moment Infinity comes before the one before it, 0.'
  ],
  ['a thread out of range', [[eventCode.reached, 0, 70_000, -1, 0, none, null]], 'event 0: There is no thread 70000.'],
  ['an act without a thread', [lock, [eventCode.acquired, 0, -1, 0, 0, none, null]], 'event 1: There is no thread -1.'],
  ['a lock used before its declaration', [start, [eventCode.acquired, 0, 0, 0, 0, none, null]], 'event 1: Object 0 was not declared as one to wait for.'],
  ['a lock read like a variable', [start, lock, [eventCode.read, 0, 0, 0, 0, 1, null]], 'event 2: Object 0 was not declared as a variable.'],
  ['a second declaration', [start, lock, lock], 'event 2: Object 0 is declared a second time.'],
  ['an unknown kind', [start, [eventCode.declared, 0, 0, 0, 0, none, 'latch L']], "event 1: 'latch' is no kind of object with a name."],
  ['a semaphore without permits', [start, [eventCode.declared, 0, 0, 0, 0, none, 'semaphore S']], 'event 1: A semaphore cannot have NaN permits.'],
  ['a line without its text', [start, [eventCode.printed, 0, 0, -1, 0, 1, null]], 'event 1: Its text is missing.'],
  ['an unknown end', [start, [eventCode.ended, 0, -1, -1, 0, 0, 'fine']], "event 1: No run ends as 'fine'."],
  ['events after the end', [start, [eventCode.ended, 0, -1, -1, 0, 0, 'finished'], start], 'event 1: The run has ended, and events follow.']
])('columns with %s are refused, and the row is named', (_, rows, expected) => {
  expect(problemOf(...rows)).toBe(expected)
})

test.each<[string, string, string]>([
  [
    'a lock acquired while another holds it',
    `
      A   lock(L)
      B            lock(L)`,
    'thread 1 acquires, while thread 0 holds it, object 0'
  ],
  ['a free lock released', 'A   unlock(L)', 'thread 0 releases, though nobody holds it, object 0'],
  [
    'an rlock released by another',
    `
      A   rlock(L)
      B             unlock(L)`,
    'thread 1 releases, though thread 0 owns it, object 0'
  ],
  ['more permits than there are', 'A   take(S/1)  take(S/1)', 'thread 0 takes a permit that is not there of object 0'],
  ['an event of an ended thread', 'A   end  write(x)=1', "thread 0 cannot do 'written' while it is ended"],
  ['a write while waiting', 'A   lock(L)  lock(L)…  write(x)=1', "thread 0 cannot do 'written' while it is waiting"],
  ['getting something else than what was asked for', 'A   lock(M)…  got(L)  unlock(L)', "thread 0 waited for 0 and got 'acquired' of 1"],
  ['leaving another wait set than one is in', 'A   wait(C)…  woke(D)  notify(D)', "thread 0 waited for 0 and got 'woken' of 1"],
  ['a write from within a wait set', 'A   wait(C)…  write(x)=1', "thread 0 cannot do 'written' while it is in a wait set"],
  ['a value that comes from nowhere', 'A   put(Q)=1  get(Q)=1  get(Q)=2', 'thread 0 gets a value that nobody put into object 0'],
  [
    'writing while another reads',
    `
      A   share(R)
      B             own(R)`,
    'thread 1 writes, while others read, object 0'
  ],
  [
    'reading while another writes',
    `
      A   own(R)
      B           share(R)`,
    'thread 1 reads, while thread 0 writes, object 0'
  ],
  ['a reading that ends twice', 'A   share(R)  unshare(R)  unshare(R)', 'thread 0 ends a reading that never began of object 0'],
  ['waking without sleep', 'A   write(x)=1  wake', "thread 0 cannot do 'sleepEnded' while it is running"]
])('%s is out of order', (_, text, expected) => {
  const trace = traceFromText(text)
  expect(checkColumns(trace.events).ok).toBe(true)
  const result = validate(trace)
  expect(result.ok ? null : result.problem.what).toBe(`The order of events is impossible: ${expected}.`)
})

test.each([
  ['tells that it has left before it takes the lock again', 'woke(C)  lock(L)…  got(L)'],
  ['asks for the lock, then tells that it has left', 'lock(L)…  woke(C)  got(L)'],
  ['takes the lock again and then tells that it has left', 'lock(L)…  got(L)  woke(C)'],
  ['takes the lock at once', 'lock(L)  woke(C)'],
  ['gives up and takes the lock', 'gaveUp(C)  lock(L)']
])('who waits at a condition %s', (_, back) => {
  const text = `
    A   lock(L)  unlock(L)  wait(C)…                                  ${back}  unlock(L)
    B                                lock(L)  notify(C)=A  unlock(L)`
  expect(validate(traceFromText(text))).toEqual({ ok: true, value: null })
})

test('what is asked of events, barriers, queues and readers–writer locks is got in its own way', () => {
  const trace = traceFromText(`
    A   await(E)…          woke(E)  clear(E)  arrive(P/2)…               woke(P)  put(Q/1)=1  put(Q)…            put(Q)=2  drain(Q)…                               woke(Q)
    B             set(E)                                    arrive(P)                                 get(Q)=1                       done(Q)  get(Q)=2  done(Q)
    C   share(R)  own(R)…  gaveUp(R)  unshare(R)  own(R)  disown(R)  share(R)…  shared(R)  choose=6  breaks(P)  clear(P)`)
  expect(validate(trace)).toEqual({ ok: true, value: null })
})

test.each([
  ['a lock is no condition', 'waitBegan', 'lock L', "Object 0 is a lock, which knows no 'waitBegan'."],
  ['a lock is not set', 'set', 'lock L', "Object 0 is a lock, which knows no 'set'."],
  ['a condition is asked for nothing', 'requested', 'condition C', "Object 0 is a condition, which knows no 'requested'."],
  ['a barrier needs parties', 'reached', 'barrier B', 'A barrier cannot have NaN parties.'],
  ['somebody is notified', 'notified', 'condition C', 'There is no thread NaN.'],
  ['a value is put', 'put', 'queue Q', 'Its value is missing.']
] as const)('%s', (_, type, declared, what) => {
  const about: Row = [eventCode[type], 0, 0, type === 'reached' ? -1 : 0, 0, none, null]
  expect(problemOf(start, [eventCode.declared, 0, 0, 0, 1, none, declared], about)?.split(': ')[1]).toBe(what)
})

test('an object is asked for what it can do', () => {
  expect(problemOf(start, lock, [eventCode.requested, 0, 0, 0, 0, none, 'sing'])).toBe("event 2: Nobody asks for an object to 'sing'.")
})

const aroundGap = (gap: string) => `
  A   rlock(L)  ${gap}  write(x)=1
  B                                 rlock(L)  unlock(L)  unlock(L)`

test('after a gap everything is possible again', () => {
  expect(validate(traceFromText(aroundGap('       '))).ok).toBe(false)
  expect(validate(traceFromText(aroundGap('drop(3)'))).ok).toBe(true)
})

test('any thread may release a Lock, and anyone may give a permit', () => {
  const trace = traceFromText(`
    A   lock(L)             give(S)
    B            unlock(L)           take(S/0)`)
  expect(validate(trace)).toEqual({ ok: true, value: null })
})

const interrupted = traceFromText(`
    A  lock(M)…  lock(L)  unlock(L)  got(M)  join(B)…  lock(L)  unlock(L)       joined(B)  sleep  lock(L)  unlock(L)  wake  wait(C)…  lock(L)  unlock(L)  woke(C)
    B                                                                     end`)

test('in a real Python a signal handler or destructor may take a lock while its thread waits, joins or sleeps, and the wait goes on', () => {
  expect(validate({ ...interrupted, header: { engine: 'python' } })).toEqual({ ok: true, value: null })
})

test.each(['simulator', 'threads'] as const)('nobody interrupts a wait on the engine %s', (engine) => {
  expect(validate({ ...interrupted, header: { engine } })).toMatchObject({
    ok: false,
    problem: { what: expect.stringContaining("waited for 0 and got 'acquired' of 1") }
  })
})
