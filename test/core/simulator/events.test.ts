import { expect, test } from 'vitest'
import { ran, told } from './ran'

const steps = (lines: readonly string[], from = 1): string[] => lines.filter((line) => Number(line.split(' ')[0]) >= from && !line.includes('reached'))

test('two threads that lock in opposite order: who holds, who asks, and the end', () => {
  const run = ran(
    `import threading
lock_a = threading.Lock()
lock_b = threading.Lock()
def forward():
    with lock_a:
        with lock_b:
            pass
def backward():
    with lock_b:
        with lock_a:
            pass
t1 = threading.Thread(target=forward)
t2 = threading.Thread(target=backward)
t1.start()
t2.start()
t1.join()
t2.join()
`,
    '1 2'
  )
  expect(told(run.trace())).toEqual([
    '0 0 threadStarted MainThread',
    '0 0 declared lock_a',
    '0 0 declared lock_b',
    '0 1 threadStarted Thread-1 (forward)',
    '0 2 threadStarted Thread-2 (backward)',
    '0 0 joinBegan 1',
    '0 0 reached line 16',
    '0 1 reached line 5',
    '0 2 reached line 9',
    '1 1 acquired lock_a',
    '1 1 reached line 6',
    '2 2 acquired lock_b',
    '2 1 requested lock_b',
    '2 2 requested lock_a',
    '2 2 reached line 10',
    '2 -1 ended deadlock'
  ])
})

test('variables are declared with what main gave them; reads and writes carry values', () => {
  const run = ran(
    `import threading
counter = 0
results = [None] * 2
late = True
def work(i):
    global counter, late
    counter += 1
    results[i] = "done"
    late = not late
t = threading.Thread(target=work, args=(1,))
t.start()
t.join()
print(counter, late)
`
  )
  expect(told(run.trace()).filter((line) => !line.includes('reached'))).toEqual([
    '0 0 threadStarted MainThread',
    '0 0 declared counter',
    '0 0 declared late',
    '0 0 declared results[0]',
    '0 0 declared results[1]',
    '0 0 written counter 0',
    '0 0 written late True',
    '0 0 written results[0] None',
    '0 0 written results[1] None',
    '0 1 threadStarted Thread-1 (work)',
    '0 0 joinBegan 1',
    '1 1 read counter 0',
    '2 1 written counter 1',
    "3 1 written results[1] 'done'",
    '4 1 read late True',
    '5 1 written late False',
    '5 1 threadEnded',
    '5 0 joined 1',
    '6 0 read counter 1',
    '7 0 read late False',
    '8 0 printed 1 False',
    '8 0 threadEnded',
    '8 -1 ended finished'
  ])
  expect(run.variables()).toEqual({ counter: 1, late: 'False', 'results[0]': 'None', 'results[1]': "'done'" })
})

test('a request stands while others take the lock, and is granted once', () => {
  const run = ran(
    `import threading
lock = threading.Lock()
def work():
    with lock:
        pass
ts = [threading.Thread(target=work, name="t") for _ in range(3)]
for t in ts:
    t.start()
`,
    '1 1 2 2 3'
  )
  expect(steps(told(run.trace()))).toEqual([
    '1 1 acquired lock',
    '1 2 requested lock',
    '1 3 requested lock',
    '2 1 released lock',
    '2 1 threadEnded',
    '3 2 acquired lock',
    '4 2 released lock',
    '4 2 threadEnded',
    '5 3 acquired lock',
    '6 3 released lock',
    '6 3 threadEnded',
    '6 -1 ended finished'
  ])
})

test('locks of a list are called after their places, also in nested lists', () => {
  const run = ran(`import threading
forks = [threading.Lock() for _ in range(2)]
pair = [threading.Lock(), threading.RLock()]
slots = threading.BoundedSemaphore(3)
def work():
    pass
t = threading.Thread(target=work)
t.start()
`)
  expect([...run.trace().objects.values()].map(({ kind, name, capacity }) => [kind, name, capacity])).toEqual([
    ['lock', 'forks[0]', null],
    ['lock', 'forks[1]', null],
    ['lock', 'pair[0]', null],
    ['rlock', 'pair[1]', null],
    ['boundedSemaphore', 'slots', 3]
  ])
})

test('what main does alone is moment 0', () => {
  const run = ran(`total = 0
for i in range(4):
    total += i
print(total)
`)
  expect([run.steps, run.schedule(), run.status()]).toEqual([0, '', 'finished'])
  expect(told(run.trace())).toEqual(['0 0 threadStarted MainThread', '0 0 printed 6', '0 0 threadEnded', '0 -1 ended finished'])
})

test('a lock made and used by a thread is declared before it is taken', () => {
  const run = ran(`import threading
def work():
    mine = threading.Lock()
    with mine:
        print("in")
t = threading.Thread(target=work)
t.start()
`)
  expect(told(run.trace()).filter((line) => line.includes('mine'))).toEqual(['0 1 declared mine', '1 1 acquired mine', '3 1 released mine'])
})
