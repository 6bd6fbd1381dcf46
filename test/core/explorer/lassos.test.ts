import { expect, test } from 'vitest'
import { explored } from './explored'

const twoThreads = (first: string, second: string): string => `
import threading
import random
a = threading.Lock()
x = 0
def w0():
    global x
    while True:
${first}
def w1():
${second}
t0 = threading.Thread(target=w0)
t1 = threading.Thread(target=w1)
t0.start()
t1.start()
`
const livelocksOf = (source: string): unknown =>
  explored(source).report.livelocks.map(({ kind, threads, starved, stem, round }) => ({ kind, threads, starved, stem, round }))

test('the round of a starvation holds the starved thread up now and then: else fairness would let it move', () => {
  const source = twoThreads('        if random.randint(0, 1) == 1:\n            with a:\n                pass', '    with a:\n        print("served")')
  expect(livelocksOf(source)).toEqual([
    { kind: 'starvation', threads: ['Thread-1 (w0)'], starved: ['Thread-2 (w1)'], stem: '', round: '1/1 1 1' },
    { kind: 'livelock', threads: ['Thread-1 (w0)'], starved: [], stem: '2 2 2', round: '1' }
  ])
})

test('a loop in which another thread could always have moved is nothing that a fair scheduler allows', () => {
  const { livelocks, cyclic } = explored(twoThreads('        if x == 5:\n            break', '    global x\n    x = 5')).report
  expect(cyclic).toBe(true)
  expect(livelocks).toEqual([])
})

test('main can starve too', () => {
  const source = `${twoThreads('        with a:\n            pass', '    pass')}with a:\n    print("main")\n`
  expect(livelocksOf(source)).toContainEqual({ kind: 'starvation', threads: ['Thread-1 (w0)'], starved: ['MainThread'], stem: '', round: '1 1' })
})
