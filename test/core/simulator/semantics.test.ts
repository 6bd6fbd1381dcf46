import { expect, test } from 'vitest'
import { createMachine } from '../../../src/core/simulator/machine'
import { startRun } from '../../../src/core/simulator/run'
import { random } from '../../../src/core/simulator/scheduler'
import { compiled } from './compiled'
import { everyOrder } from './everyOrder'
import { after, printed, ran } from './ran'

const outcomesOf = (source: string): string[] => [...everyOrder(compiled(source)).endings.keys()].toSorted()

test('a lock taken twice by one thread waits for itself for ever; an rlock does not', () => {
  const source = (kind: string): string => `import threading
lock = threading.${kind}()
def work():
    with lock:
        with lock:
            print("twice")
t = threading.Thread(target=work)
t.start()
t.join()
`
  const run = ran(source('Lock'))
  expect([run.status(), run.choices()[1]?.words]).toEqual(['deadlock', 'waits for `lock`, which it holds itself'])
  expect(printed(source('RLock'))).toEqual(['twice'])
})

test('main alone can block itself', () => {
  const run = ran('import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\nprint("never")\n')
  expect([run.status(), run.steps, run.output()]).toEqual(['deadlock', 0, []])
})

test('a lock is given back when an exception leaves the with', () => {
  const run = ran(`import threading
lock = threading.Lock()
def work(n):
    with lock:
        assert n > 1, f"n is {n}"
        print("fine")
a = threading.Thread(target=work, args=(1,))
b = threading.Thread(target=work, args=(2,))
a.start()
b.start()
a.join()
b.join()
print("end")
`)
  expect(run.output().map(({ text }) => text)).toEqual(['fine', 'end'])
  expect(run.failures()).toEqual([{ thread: 1, kind: 'AssertionError', message: 'n is 1', line: 5 }])
  expect([run.status(), run.choices()[1]?.status, run.choices()[1]?.words]).toEqual(['failed', 'failed', 'ended with AssertionError: n is 1'])
})

test('only the owner may release an rlock', () => {
  const run = ran(`import threading
lock = threading.RLock()
def work():
    lock.release()
lock.acquire()
t = threading.Thread(target=work)
t.start()
t.join()
`)
  expect(run.failures()).toEqual([{ thread: 1, kind: 'RuntimeError', message: 'cannot release un-acquired lock', line: 4 }])
})

test('a semaphore lets in as many as it has permits', () => {
  const source = `import threading
slots = threading.Semaphore(2)
inside = 0
most = 0
guard = threading.Lock()
def work():
    global inside, most
    with slots:
        with guard:
            inside += 1
            if inside > most:
                most = inside
        with guard:
            inside -= 1
ts = [threading.Thread(target=work) for _ in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(most)
`
  expect(outcomesOf(source)).toEqual(['1', '2'])
  const run = after(source, '1 2')
  expect(run.choices()[3]?.words).toBe('waits for `slots`, which has no permit left')
  expect(run.choices()[3]?.waitsFor).toEqual({ object: 'slots', holders: [] })
})

test('a try that fails goes on', () => {
  expect(
    outcomesOf(`import threading
lock = threading.Lock()
def work():
    if lock.acquire(blocking=False):
        print("got")
        lock.release()
    else:
        print("not")
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts:
    t.start()
`)
  ).toEqual(['got | got', 'got | not', 'not | got'])
})

test('integers beyond 32 bits are an error at their line, never a wrap', () => {
  const run = ran(`import threading
big = 2147483647
def work():
    global big
    big += 1
t = threading.Thread(target=work)
t.start()
t.join()
print(big)
`)
  expect(run.failures()).toEqual([
    { thread: 1, kind: 'OverflowError', message: '2147483648 is outside the whole numbers that the lab computes with, -2147483648 to 2147483647', line: 5 }
  ])
  expect(run.variables()).toEqual({ big: 2147483647 })
})

test('a name that main binds only after the start may be unbound', () => {
  const source = `import threading
def work():
    print(late)
t = threading.Thread(target=work)
t.start()
late = 1
t.join()
`
  expect(outcomesOf(source)).toEqual(['1', 'NameError: name \'late\' is not defined (line 3) | {"late":1}'])
  expect(startRun(compiled(source), { tool: 'test' }).variables()).toEqual({})
})

test('a local loop without end is stopped at its line, and the others go on', () => {
  const run = ran(`import threading
def spin():
    n = 1
    while n > 0:
        n = 1
def work():
    print("work")
s = threading.Thread(target=spin)
t = threading.Thread(target=work)
s.start()
t.start()
t.join()
`)
  expect(run.output().map(({ text }) => text)).toEqual(['work'])
  expect(run.failures()).toMatchObject([{ thread: 1, kind: 'RuntimeError', message: 'endless loop: 1,000,000 instructions without a shared step' }])
})

test('a daemon ends with the program: at each of its steps', () => {
  const source = `import threading
def tick():
    while True:
        print("tick")
d = threading.Thread(target=tick, daemon=True)
d.start()
print("main")
`
  const run = after(source, '0 1 1')
  expect(run.choices().map(({ words }) => words)).toEqual(['ends the program', 'prints'])
  run.step(0)
  expect(run.output().map(({ text }) => text)).toEqual(['main', 'tick', 'tick'])
  expect([run.status(), run.choices().map(({ status }) => status)]).toEqual(['finished', ['ended', 'ended']])
})

test('a daemon that waits for ever is no deadlock', () => {
  const run = ran(`import threading
slots = threading.Semaphore(0)
def serve():
    slots.acquire()
d = threading.Thread(target=serve, daemon=True)
d.start()
print("main")
`)
  expect([run.status(), run.stuck()]).toEqual(['finished', { stuck: [], complete: true }])
})

test('main waits at its end for others when a daemon lives', () => {
  const source = `import threading
lock = threading.Lock()
def tick():
    print("tick")
def work():
    print("work")
d = threading.Thread(target=tick, daemon=True)
t = threading.Thread(target=work, name="worker")
d.start()
t.start()
`
  const run = startRun(compiled(source), { tool: 'test' })
  expect(run.choices()[0]).toMatchObject({ status: 'blocked', words: 'waits for worker to end', waitsFor: { holders: [2] } })
  expect(outcomesOf(source)).toEqual(['tick | work', 'work', 'work | tick'])
})

test('threads that make more than there was room for run all the same, and replay', () => {
  const source = `import threading
made = 0
def child(n):
    global made
    mine = [n] * 3
    guard = threading.Lock()
    with guard:
        made += mine[2]
def work():
    for i in range(6):
        t = threading.Thread(target=child, args=(i,))
        t.start()
        t.join()
w = threading.Thread(target=work)
w.start()
w.join()
print(made)
`
  const run = startRun(compiled(source), { tool: 'test' })
  expect(createMachine(compiled(source)).layout.capacities).toEqual({ threads: 3, objects: 1, lists: 1, listWords: 3, queueRoom: 8 })
  expect(run.play(random(3), 10_000).ok).toBe(true)
  expect([run.status(), run.output().map(({ text }) => text)]).toEqual(['finished', ['15']])
  expect(run.machine().layout.capacities.threads).toBeGreaterThanOrEqual(8)
  const { steps } = run
  run.back(0)
  while (run.redo());
  expect([run.steps, run.status()]).toEqual([steps, 'finished'])
})

test('a joiner that runs before the starter gets an exception: the start is a step where that can happen', () => {
  const source = `import threading
def child():
    pass
def joiner():
    c.join()
c = threading.Thread(target=child)
j = threading.Thread(target=joiner)
j.start()
c.start()
`
  expect(outcomesOf(source)).toEqual(['RuntimeError: cannot join thread before it is started (line 5) | {}', '{}'])
})
