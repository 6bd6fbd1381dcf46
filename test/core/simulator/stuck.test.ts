import { expect, test } from 'vitest'
import { after } from './ran'

const crossed = (bystander: string): string => `import threading
lock_a = threading.Lock()
lock_b = threading.Lock()
ticks = 0
def forward():
    with lock_a:
        with lock_b:
            pass
def backward():
    with lock_b:
        with lock_a:
            pass
def watch():
    global ticks
${bystander}
ts = [threading.Thread(target=f) for f in [forward, backward, watch]]
for t in ts:
    t.start()
for t in ts:
    t.join()
`

test('two crossed threads, and main that joins them, are stuck while a bystander runs on', () => {
  const source = crossed('    for i in range(20):\n        ticks += 1')
  expect(after(source, '1').stuck()).toEqual({ stuck: [], complete: true })
  expect(after(source, '1 3 3 2').stuck()).toEqual({ stuck: [0, 1, 2], complete: true })
})

test('a bystander that never ends hides nothing: its states come back', () => {
  const source = crossed('    while True:\n        ticks = 1 - ticks')
  expect(after(source, '1 2').stuck()).toEqual({ stuck: [0, 1, 2], complete: true })
})

test('a bystander that prints for ever hides nothing', () => {
  expect(after(crossed('    while True:\n        print("still here")'), '1 2 3').stuck()).toEqual({ stuck: [0, 1, 2], complete: true })
})

test('a bystander who may release the lock is their rescue', () => {
  const source = crossed('    ticks = 1\n    lock_a.release()\n    lock_b.release()')
  expect(after(source, '1 2').stuck()).toEqual({ stuck: [], complete: true })
})

test('a bystander with too many states to look at is left out when it can release nothing', () => {
  const source = crossed('    for i in range(1_000_000):\n        ticks += 1')
  expect(after(source, '1 2 3').stuck()).toEqual({ stuck: [0, 1, 2], complete: true })
})

test('when not all states can be looked at, the answer says so', () => {
  const source = crossed('    for i in range(1_000_000):\n        ticks += 1\n    lock_b.release()')
  expect(after(source, '1 2 3').stuck(1_000)).toEqual({ stuck: [0, 1, 2], complete: false })
})

test('a forgotten release strands whoever comes later, though no ring is there', () => {
  const source = `import threading
lock = threading.Lock()
def forgetful():
    lock.acquire()
def later():
    lock.acquire()
a = threading.Thread(target=forgetful)
b = threading.Thread(target=later)
a.start()
b.start()
b.join()
`
  expect(after(source, '1').stuck()).toEqual({ stuck: [0, 2], complete: true })
})
