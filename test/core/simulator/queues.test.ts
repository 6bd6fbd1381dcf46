import { expect, test } from 'vitest'
import { compiled } from './compiled'
import { everyOrder } from './everyOrder'
import { after, ran } from './ran'
import { threadsOf } from './threadsOf'

const outcomesOf = (source: string): string[] => [...everyOrder(compiled(source)).endings.keys()].toSorted()

const bounded = threadsOf('q = queue.Queue(1)', {
  producer: 'q.put(1)\nq.put(2)',
  consumer: 'print(q.get())\nprint(q.get())'
})

test('first in, first out, whatever the order of steps', () => {
  expect(outcomesOf(bounded)).toEqual(['1 | 2'])
})

test('a put waits while the queue is full, a get while it is empty', () => {
  expect(after(bounded, '1').choices()[1]).toMatchObject({ status: 'blocked', words: 'waits to put into `q`', waitsFor: { object: 'q', holders: [] } })
  expect(after(bounded, '1').choices()[2]?.words).toBe('gets a value from q')
  expect(after(bounded, '1 2').choices()[1]?.words).toBe('puts 2 into q')
  const empty = threadsOf('q = queue.Queue()', { consumer: 'q.get()', producer: 'q.put("x")' })
  expect(after(empty, '2').choices()[1]?.words).toBe('gets a value from q')
  expect(outcomesOf(empty)).toHaveLength(1)
})

test('a get that nobody will ever answer is a deadlock', () => {
  const source = threadsOf('q = queue.Queue()', { a: 'q.get()', b: 'q.put(1)\nq.get()' })
  expect(outcomesOf(source)).toEqual(['deadlock'])
})

test('whoever does not wait, or only for a time, may find the queue empty or full', () => {
  const get = (call: string): string => threadsOf('q = queue.Queue()', { consumer: `print(q.${call})`, producer: 'q.put(7)' })
  const found = (source: string): string[] => outcomesOf(source).map((outcome) => outcome.replace(/ \(line.*/, ''))
  expect(found(get('get_nowait()'))).toEqual(['7', 'Empty: '])
  expect(found(get('get(timeout=0.1)'))).toEqual(['7', 'Empty: '])
  const put = threadsOf('q = queue.Queue(1)\nq.put(0)', { producer: 'q.put(1, timeout=0.1)\nprint("put")', consumer: 'q.get()' })
  expect(found(put)).toEqual(['Full: ', 'put'])
})

test('join waits until every value was reported done, not only taken', () => {
  const source = threadsOf('q = queue.Queue()\nq.put(1)', { waiter: 'q.join()\nprint("all done")', worker: 'q.get()\nprint("working")\nq.task_done()' })
  expect(outcomesOf(source)).toEqual(['working | all done'])
  expect(after(source, '2').choices()[1]?.words).toBe('waits for all of `q` to be done')
})

const through = (values: number): string =>
  threadsOf('q = queue.Queue()', { a: `for i in range(${values}):\n    q.put(i)`, b: `for i in range(${values}):\n    q.get()` })

test('equal contents are equal words, however they came about', () => {
  const source = through(5)
  expect(after(source, '1 1 1 2 2').state()).toEqual(after(source, '1 2 1 2 1').state())
})

test('a queue without bound takes as many as come', () => {
  const run = ran(through(50), Array.from({ length: 50 }, () => '1').join(' '))
  expect([run.status(), run.steps, run.machine().layout.capacities.queueRoom]).toEqual(['finished', 100, 64])
})

test('two producers and two consumers lose nothing and make nothing up', () => {
  const source = threadsOf('q = queue.Queue(1)\ntotal = 0\nlock = threading.Lock()', {
    p: 'q.put(1)',
    r: 'q.put(10)',
    c: 'global total\nn = q.get()\nwith lock:\n    total += n',
    d: 'global total\nn = q.get()\nwith lock:\n    total += n'
  })
  const { endings } = everyOrder(compiled(source))
  expect([...endings.keys()]).toEqual(['{"total":11}'])
})
