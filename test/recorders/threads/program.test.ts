import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateAt } from '../../../src/core/analysis/stateAt'
import { objectName } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import { builtWorker } from './builtWorker'
import { begin, eventsOf, outputOf, recordProgram } from './recordProgram'

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

const printed = async (source: string): Promise<string[]> => outputOf((await recordProgram(worker, source)).trace)

test('arithmetic is that of Python, not of JavaScript', async () => {
  const source = `
a = -7
b = 2
print(a // b, a % 3, 7 // -2, 7 % -3, 0 * a, b ** 10, a >> 1, b << 4, a & 3, a | 3, a ^ 3)
print(True + True, abs(a), min(a, b), max(a, b), a == -7, a != b, not a)
print(f"{a}|{'text'!r}|{None}|{a < b}")
`
  expect(await printed(source)).toEqual(['-4 2 -4 -2 0 1024 -4 32 1 -5 -6', '2 7 -7 2 True True False', "-7|'text'|None|True"])
})

test.each([
  ['print(2147483647 + one)', 'OverflowError', '2147483648 is outside the whole numbers that the lab computes with, -2147483648 to 2147483647'],
  ['print(65536 * 65536 * one)', 'OverflowError', '4294967296 is outside the whole numbers that the lab computes with, -2147483648 to 2147483647'],
  ['print(1 // (one - 1))', 'ZeroDivisionError', 'integer division or modulo by zero'],
  ['print(1 % (one - 1))', 'ZeroDivisionError', 'integer modulo by zero'],
  ['print([1, 2][one + 1])', 'IndexError', 'list index out of range'],
  ['assert one == 2, "not two"', 'AssertionError', 'not two'],
  ['raise ValueError(f"no {one}")', 'ValueError', 'no 1'],
  ['threading.Lock().release()', 'RuntimeError', 'release unlocked lock'],
  ['threading.BoundedSemaphore(1).release()', 'ValueError', 'Semaphore released too many times']
])('%s ends the run with %s', async (statement, kind, message) => {
  const { trace, end } = await recordProgram(worker, `import threading\n\none = 1\n${statement}\nprint("not reached")\n`)
  expect(end.status).toBe('failed')
  expect(outputOf(trace)).toEqual([])
  expect(eventsOf(trace).find(({ type }) => type === 'raised')).toMatchObject({ thread: 0, line: 4, kind, message })
})

test('a failing assertion ends its thread and gives its lock back; the others go on, and the run is failed', async () => {
  const source = `
import threading

lock = threading.Lock()
total = 0


def add(amount):
    global total
    with lock:
        total += amount
        assert total < 5, f"{amount} is too much"


a = threading.Thread(target=add, args=(9,), name="a")
b = threading.Thread(target=add, args=(-9,), name="b")
a.start()
a.join()
b.start()
b.join()
print(total, lock.locked())
`
  const { trace, end } = await recordProgram(worker, source)
  expect(end.status).toBe('failed')
  expect(outputOf(trace)).toEqual(['0 False'])
  expect(eventsOf(trace).filter(({ type }) => type === 'raised')).toMatchObject([{ thread: 1, line: 12, message: '9 is too much' }])
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('cleanups run on every way out of a block, innermost first', async () => {
  const source = `
def leave(how):
    for i in range(3):
        try:
            try:
                if how == 0:
                    return "returned"
                if how == 1:
                    break
                if how == 2 and i == 0:
                    continue
                if how == 3:
                    raise ValueError("out")
            finally:
                print("inner", how, i)
        finally:
            print("outer", how, i)
    return "after"


print(leave(0))
print(leave(1))
print(leave(2))
leave(3)
`
  const { trace } = await recordProgram(worker, source)
  const expected = [
    ['inner 0 0', 'outer 0 0', 'returned'],
    ['inner 1 0', 'outer 1 0', 'after'],
    ['inner 2 0', 'outer 2 0', 'inner 2 1', 'outer 2 1', 'inner 2 2', 'outer 2 2', 'after'],
    ['inner 3 0', 'outer 3 0']
  ]
  expect(outputOf(trace)).toEqual(expected.flat())
  expect(eventsOf(trace).find(({ type }) => type === 'raised')).toMatchObject({ line: 13, kind: 'ValueError', message: 'out' })
})

test('threads and objects bear the names of their variables, list elements with their index', async () => {
  const source = `
import threading

counts = [0] * 2
forks = [threading.Lock() for _ in range(2)]


def eat(i):
    with forks[i]:
        counts[i] += i + 1
        print(threading.current_thread().name)


first = threading.Thread(target=eat, args=(0,))
second = threading.Thread(target=eat, args=(1,), name="guest")
first.start()
first.join()
second.start()
second.join()
`
  const { trace } = await recordProgram(worker, source)
  expect([...trace.threads.values()].map(({ name }) => name)).toEqual(['MainThread', 'Thread-1 (eat)', 'guest'])
  expect([...trace.objects.values()].map(({ name, kind }) => `${kind} ${name}`)).toEqual([
    'variable counts[0]',
    'variable counts[1]',
    'lock forks[0]',
    'lock forks[1]'
  ])
  expect(outputOf(trace)).toEqual(['Thread-1 (eat)', 'guest'])
})

test.each(['access', 'sync'] as const)('what the shared names hold at the end is known (detail %s)', async (detail) => {
  const source = `
import threading

n = 0
word = "none"


def work():
    global n, word
    n = 5
    word = "some"


t = threading.Thread(target=work)
t.start()
t.join()
`
  const { trace } = await recordProgram(worker, source, { detail })
  const { variables } = stateAt(trace, trace.end)
  expect(variables.map(({ id, value }) => [objectName(trace, id), value])).toEqual([
    ['n', 5],
    ['word', "'some'"]
  ])
  expect(validate(trace)).toMatchObject({ ok: true })
})

test('many threads run side by side, and beyond the limit starting one raises', async () => {
  const source = `
import threading

M = 20
gate = threading.Lock()
gate.acquire()


def work():
    with gate:
        pass


threads = [threading.Thread(target=work) for _ in range(M)]
for t in threads:
    t.start()
gate.release()
for t in threads:
    t.join()
print("all")
`
  const { trace, end } = await recordProgram(worker, source, { detail: 'sync' })
  expect(end.status).toBe('finished')
  expect(outputOf(trace)).toEqual(['all'])
  expect(trace.threads.size).toBe(21)
  const tooMany = await recordProgram(worker, source, { detail: 'sync', set: { M: '65' } })
  expect(eventsOf(tooMany.trace).find(({ type }) => type === 'raised')).toMatchObject({
    thread: 0,
    kind: 'RuntimeError',
    message: "can't start new thread: the threads engine runs at most 64 at once"
  })
})

test('a program outside the subset is refused with its place, before any header', async () => {
  const going = begin(worker, 'import threading\nx = 1 / 2\n')
  const end = await going.recording.ended
  expect(end).toMatchObject({ status: 'failed', events: 0, problem: { at: 'line 2, column 5' } })
  expect(() => going.trace()).toThrow('no header')
})

test('the header says what ran, on what', async () => {
  const { trace } = await recordProgram(worker, 'N = 3\nprint(N)\n', { set: { N: '4' } })
  expect(outputOf(trace)).toEqual(['4'])
  expect(trace.header).toMatchObject({
    engine: 'threads',
    observer: 'faithful',
    detail: 'access',
    scheduler: null,
    set: { N: '4' },
    clock: { unit: 'nanoseconds' },
    program: { file: 'program.py', text: 'N = 3\nprint(N)\n', rewritten: true }
  })
  expect(trace.header.host?.runtime).toContain('worker threads')
})
