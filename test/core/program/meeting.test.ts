import { expect, test } from 'vitest'
import { compiled, listed } from './compiled'

/** What the steps of a program do, in the order of the code. */
const steps = (source: string): string[] => compiled(source).code.flatMap((instruction) => (instruction.step ? [instruction.do] : []))

test('a wait has two halves: giving the lock back, and coming back with it', () => {
  const source = `
from threading import Condition
c = Condition()
ready = False
def take():
    with c:
        while not ready:
            c.wait()
def give():
    global ready
    ready = True
take()
`
  expect(listed(source, 'take')).toBe(
    `
   5 * acquire c
   6 * %0 = read ready
   7   if %0 go to 11 else 8
   8 * beginWait c, past it go to 6
   9 * endWait c
  10   go to 6
  11 * release c
  12   go to 16
  13   %1 = catch
  14 * release c
  15   reraise %1
  16   return None`.slice(1)
  )
})

test('wait_for asks, waits while the answer is false, and asks again', () => {
  expect(listed('from threading import Condition\nc = Condition()\ndef f(n):\n    c.wait_for(lambda: n > 0)\nf(1)\n', 'f')).toBe(
    `
   4   %2 = n > 0
   5   %1 = %2
   6   if %1 go to 10 else 7
   7 * beginWait c, past it go to 4
   8 * endWait c
   9   go to 4
  10   return None`.slice(1)
  )
})

test('wait_for with a timeout asks once more after a wait that was given up, and then no more', () => {
  const source = 'from threading import Condition\nc = Condition()\ndef ready():\n    return True\ndef f():\n    return c.wait_for(ready, timeout=0.5)\nf()\n'
  expect(listed(source, 'f')).toBe(
    `
   5   %2 = True
   6   %3 = call ready()
   7   %1 = %3
   8   if %1 go to 13 else 9
   9   if %2 go to 10 else 13
  10 * %2 = beginWait c within 0.5 s, past it go to 6
  11 * %2 = endWait c
  12   go to 6
  13   return %1`.slice(1)
  )
})

test('the last to arrive at a barrier calls its action, and breaks the barrier when that fails', () => {
  const source = 'import threading\ndef meet():\n    print("all here")\nb = threading.Barrier(2, action=meet)\ndef f():\n    i = b.wait()\n    print(i)\nf()\n'
  expect(listed(source, 'f')).toBe(
    `
   6 * %1 = beginWait b, past it go to 9
   7 * %1 = endWait b
   8   go to 18
   9   %2 = barrierAction b
  10   %3 = %2 is None
  11   if %3 go to 17 else 12
  12   call %2()
  13   go to 17
  14   %4 = catch
  15 * abortBarrier b
  16   reraise %4
  17   tripBarrier b
  18   i = %1
  19 * print i
  20   return None
an exception in 12..12 goes on at 14`.slice(1)
  )
})

test('the timeout that a barrier was made with holds for each wait that names none', () => {
  const source = 'import threading\nb = threading.Barrier(2, timeout=0.5)\nb.wait()\nb.wait(2)\n'
  const waits = compiled(source).code.flatMap((instruction) => (instruction.do === 'beginWait' ? [instruction.timeout] : []))
  expect(waits.map((timeout) => timeout?.from === 'constant' && timeout.constant.payload)).toEqual([0.5, 2])
})

test('waiting for an event knows nothing of barriers, also where the program has one', () => {
  const source = 'import threading\nb = threading.Barrier(2)\ne = threading.Event()\ndef f():\n    b.wait()\ndef g():\n    e.wait()\nf()\ng()\n'
  expect(listed(source, 'g')).toBe('  20 * beginWait e, past it go to 22\n  21 * endWait e\n  22   return None\nan exception in 13..13 goes on at 15')
})

test('join asks a queue where it is one, and a thread elsewhere', () => {
  const source =
    'import queue, threading\nq = queue.Queue()\ndef f():\n    q.join()\nt = threading.Thread(target=f)\nt.start()\nt.join()\nt.join(timeout=0.5)\n'
  expect(compiled(source).code.flatMap((instruction) => (instruction.do.startsWith('join') ? [[instruction.do, instruction.step]] : []))).toEqual([
    ['join', false],
    ['join', true],
    ['joinQueue', true]
  ])
})

test('every operation of queues, events and conditions is a step; reading what never changes is none', () => {
  const source = `
import queue, threading
q = queue.Queue(2)
q.put(1)
q.put_nowait(2)
print(q.get(), q.get(timeout=1), q.qsize(), q.empty(), q.full(), q.maxsize)
q.task_done()
e = threading.Event()
e.set()
e.clear()
print(e.is_set())
c = threading.Condition()
c.acquire()
c.notify(2)
c.notify_all()
c.release()
b = threading.Barrier(2)
print(b.parties, b.n_waiting, b.broken)
b.reset()
b.abort()
`
  const queues = ['put', 'put', 'get', 'get', 'queueState', 'queueState', 'queueState', 'print', 'taskDone']
  const events = ['setEvent', 'clearEvent', 'isSet', 'print']
  const conditions = ['acquire', 'notify', 'notify', 'release']
  expect(steps(source)).toEqual([...queues, ...events, ...conditions, 'barrierState', 'barrierState', 'print', 'resetBarrier', 'abortBarrier'])
})

test.each([
  ['acquire()', 'acquire'],
  ['acquire(True)', 'acquire'],
  // for ever for a lock, not at all for a semaphore: known where it runs
  ['acquire(timeout=-1)', 'tryAcquire'],
  ['acquire(False)', 'tryAcquire'],
  ['acquire(blocking=False)', 'tryAcquire'],
  ['acquire(timeout=0.5)', 'tryAcquire'],
  ['acquire(True, 0.5)', 'tryAcquire']
])('lock.%s is lowered to %s', (call, operation) => {
  expect(steps(`import threading\nlock = threading.Lock()\nlock.${call}\n`)).toEqual([operation])
})

test('a thread is given its arguments by name in the order of the parameters, with defaults in the gaps', () => {
  const source = 'import threading\ndef f(a, b=2, c=3):\n    print(a, b, c)\nthreading.Thread(target=f, args=(1,), kwargs={"c": 4}).start()\n'
  expect(listed(source, '<module>').split('\n')[0]).toBe('   0   %0 = make thread f(1, 2, 4)')
})

test('a lambda is a function without a name', () => {
  const source = 'import threading\ndef f(n):\n    print(n)\nthreading.Thread(target=lambda: f(1)).start()\n'
  expect(listed(source, '<lambda>')).toBe('   5   %0 = call f(1)\n   6   return %0')
})

test('choosing among values that are written down makes no list', () => {
  expect(listed('import random\ndef f():\n    return random.choice(["a", "b"])\nf()\n', 'f')).toBe(
    `
   2 * %0 = choose 0..1
   3   %2 = %0 == 0
   4   if %2 go to 5 else 7
   5   %1 = "a"
   6   go to 8
   7   %1 = "b"
   8   return %1`.slice(1)
  )
})

test('a random time to sleep is its mean', () => {
  const source = 'import random, time\nLONG = 0.5\ntime.sleep(random.uniform(0.1, LONG))\ntime.sleep(LONG * random.random())\n'
  expect(compiled(source).code.flatMap((instruction) => (instruction.do === 'sleep' ? [instruction.seconds] : []))).toEqual([0.3, 0.25])
})

test('whether a thread lives is asked while it may end, so its end is a step', () => {
  const asking = (line: string): boolean => compiled(`import threading\ndef f():\n    print(1)\nt = threading.Thread(target=f)\nt.start()\n${line}\n`).endIsStep
  expect([asking('print(t.is_alive())'), asking('t.join(1)'), asking('t.join()')]).toEqual([true, true, false])
})
