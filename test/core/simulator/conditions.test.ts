import { expect, test } from 'vitest'
import { createMachine } from '../../../src/core/simulator/machine'
import { compiled } from './compiled'
import { everyOrder } from './everyOrder'
import { after } from './ran'
import { threadsOf } from './threadsOf'

const outcomesOf = (source: string, spurious = 0): string[] => [...everyOrder(compiled(source), spurious).endings.keys()].toSorted()

const handover = (wait: string): string =>
  threadsOf('cond = threading.Condition()\nready = False', {
    consumer: `with cond:\n    ${wait}\n    print("got it")`,
    producer: 'global ready\nwith cond:\n    ready = True\n    cond.notify()'
  })

test('who waits in a loop over the predicate always gets it', () => {
  expect(outcomesOf(handover('while not ready: cond.wait()'))).toEqual(['got it'])
  expect(outcomesOf(handover('cond.wait_for(lambda: ready)'))).toEqual(['got it'])
})

test('a notify that comes before the wait is lost', () => {
  expect(outcomesOf(handover('cond.wait()'))).toEqual(['deadlock', 'got it'])
})

test('a spurious wake-up gets past an `if`, not past a `while`', () => {
  const wait = (keyword: string): string =>
    threadsOf('cond = threading.Condition()\nready = False', {
      consumer: `with cond:\n    ${keyword} not ready: cond.wait()\n    print(ready)`,
      producer: 'global ready\nwith cond:\n    ready = True\n    cond.notify()'
    })
  expect(outcomesOf(wait('if'))).toEqual(['True'])
  expect(outcomesOf(wait('if'), 1)).toEqual(['False', 'True'])
  expect(outcomesOf(wait('while'), 1)).toEqual(['True'])
})

const four = (notify: string): string =>
  threadsOf('cond = threading.Condition()', {
    a: 'with cond:\n    cond.wait()\n    print("a")',
    b: 'with cond:\n    cond.wait()\n    print("b")',
    c: 'with cond:\n    cond.wait()\n    print("c")',
    waker: `with cond:\n    ${notify}`
  })
// a, b and c wait; the waker has the lock
const allWait = '1 1 2 2 3 3 4'

test.each([
  ['cond.notify()', 'wakes 1 of a, b, c', ['wakes a', 'wakes b', 'wakes c']],
  ['cond.notify(2)', 'wakes 2 of a, b, c', ['wakes a, b', 'wakes a, c', 'wakes b, c']],
  ['cond.notify(3)', 'wakes a, b, c', ['wakes a, b, c']],
  ['cond.notify(9)', 'wakes a, b, c', ['wakes a, b, c']],
  ['cond.notify_all()', 'wakes a, b, c', ['wakes a, b, c']],
  ['cond.notify(0)', 'notifies nobody', ['notifies nobody']]
])('%s of three that wait %s', (notify, words, ways) => {
  const choice = after(four(notify), allWait).choices()[4]
  expect(choice?.words).toBe(words)
  expect(choice?.ways).toEqual(ways)
})

test('a notify where nobody waits can go one way, and nothing comes of it', () => {
  const choice = after(four('cond.notify()'), '4').choices()[4]
  expect([choice?.choices, choice?.words]).toEqual([1, 'notifies cond, where nobody waits'])
})

test('the way that was chosen tells who goes on', () => {
  const run = after(four('cond.notify(2)'), allWait)
  run.step(4, 1)
  expect(run.choices().map(({ words }) => words)).toEqual([
    'waits for a to end',
    'waits for `lock of cond`, held by waker',
    'waits at `cond` for a notify',
    'waits for `lock of cond`, held by waker',
    'releases lock of cond'
  ])
  run.step(4)
  expect(run.choices()[1]?.words).toBe('takes lock of cond again')
  expect(run.schedule()).toBe('1 1 2 2 3 3 4 4/1 4')
})

const late = threadsOf('cond = threading.Condition()', {
  hasty: 'with cond:\n    print(cond.wait(0.1))',
  patient: 'with cond:\n    cond.wait()\n    print("patient")',
  waker: 'with cond:\n    cond.notify()'
})

test('a thread whose time is over can still be picked by a notify, which is lost', () => {
  const run = after(late, '1 1 2 2')
  expect(run.choices()[1]?.words).toBe('times out')
  run.step(1)
  expect(run.choices()[1]?.words).toBe('takes lock of cond again')
  run.step(3)
  run.step(3, 0)
  for (const thread of [3, 1, 1, 1]) run.step(thread)
  expect(run.output().map(({ text }) => text)).toEqual(['False'])
  expect([run.status(), run.choices()[2]?.words]).toEqual(['deadlock', 'waits at `cond` for a notify'])
})

test('a thread that was notified in time hears True, one whose time was over False', () => {
  const alone = threadsOf('cond = threading.Condition()', { hasty: 'with cond:\n    print(cond.wait(0.1))', waker: 'with cond:\n    cond.notify()' })
  expect(outcomesOf(alone)).toEqual(['False', 'True'])
})

test('a wait gives up the lock in the step in which it joins the wait set', () => {
  const run = after(late, '1 1')
  expect(run.choices()[2]).toMatchObject({ status: 'enabled', words: 'takes lock of cond' })
})

test('nobody left to notify: a thread that waits is in a deadlock, and stuck before that', () => {
  const source = threadsOf('cond = threading.Condition()\nticks = 0', {
    waiter: 'with cond:\n    cond.wait()',
    clock: 'global ticks\nfor _ in range(50):\n    ticks += 1'
  })
  const run = after(source, '1 1 2')
  expect(run.status()).toBe('running')
  expect(run.stuck()).toEqual({ stuck: [0, 1], complete: true })
  expect(outcomesOf(source)).toEqual(['deadlock'])
})

test('somebody who may still notify saves a waiter from being stuck', () => {
  expect(after(four('cond.notify_all()'), '1 1').stuck().stuck).toEqual([])
})

test('equal situations are equal words, whoever began to wait first', () => {
  const program = compiled(four('cond.notify_all()'))
  expect(after(program.source, '1 1 2 2').state()).toEqual(after(program.source, '2 2 1 1').state())
  // a program that waits for nothing has no words for waiting
  const plain = createMachine(compiled('import threading\nlock = threading.Lock()\n')).layout
  expect([plain.waits, createMachine(program).layout.waits]).toEqual([false, true])
})
