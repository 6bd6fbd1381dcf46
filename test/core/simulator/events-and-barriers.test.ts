import { expect, test } from 'vitest'
import { compiled } from './compiled'
import { everyOrder } from './everyOrder'
import { after, ran } from './ran'
import { threadsOf } from './threadsOf'

const outcomesOf = (source: string): string[] => [...everyOrder(compiled(source)).endings.keys()].toSorted()

test('whoever waits for an event goes on once it was set, even if it is cleared before they move', () => {
  const source = threadsOf('ready = threading.Event()', {
    waiter: 'print(ready.wait())',
    setter: 'ready.set()\nready.clear()'
  })
  const run = after(source, '1 2')
  expect(run.choices()[1]?.words).toBe('goes on, as ready was set')
  run.step(2)
  run.step(1)
  run.step(1)
  expect(run.output().map(({ text }) => text)).toEqual(['True'])
  // who comes when it is cleared again waits for ever
  expect(outcomesOf(source)).toEqual(['True', 'deadlock'])
  expect(after(source, '2 2 1').choices()[1]).toMatchObject({ status: 'blocked', words: 'waits for `ready` to be set', waitsFor: { object: 'ready' } })
})

test('waiting with a timeout may give up, in one step', () => {
  const source = threadsOf('ready = threading.Event()', { waiter: 'print(ready.wait(0.1))', setter: 'ready.set()' })
  expect(after(source, '1').choices()[1]?.words).toBe('times out')
  expect(outcomesOf(source)).toEqual(['False', 'True'])
})

test('nobody gets past a barrier before all have come', () => {
  const source = threadsOf('gate = threading.Barrier(2)\ncame = [False, False]', {
    a: 'came[0] = True\ngate.wait()\nprint(came[1])',
    b: 'came[1] = True\ngate.wait()\nprint(came[0])'
  })
  expect(outcomesOf(source)).toEqual(['True | True'])
})

test('the last to arrive gets the highest index', () => {
  const source = threadsOf('gate = threading.Barrier(2)', { a: 'print("a", gate.wait())', b: 'print("b", gate.wait())' })
  expect(outcomesOf(source)).toEqual(['a 0 | b 1', 'a 1 | b 0', 'b 0 | a 1', 'b 1 | a 0'])
})

const rounds = threadsOf('gate = threading.Barrier(2)', {
  a: 'gate.wait()\ngate.wait()',
  b: 'gate.wait()\ngate.wait()'
})

test('whoever comes back while the last round drains has to wait, and nobody counts as waiting', () => {
  const run = after(rounds, '1 2')
  // the first to come has not left yet
  expect(run.choices()[1]?.words).toBe('leaves gate')
  expect(run.choices()[2]).toMatchObject({ status: 'blocked', words: 'waits until `gate` lets it in' })
  run.step(1)
  expect(run.choices()[2]?.words).toBe('arrives at gate')
  expect(outcomesOf(rounds)).toHaveLength(1)
})

test('the action runs before anybody goes on, while nobody else gets at the barrier', () => {
  const source = threadsOf('seen = 0\ndef act():\n    global seen\n    seen = gate.n_waiting\ngate = threading.Barrier(2, act)', {
    a: 'gate.wait()\nprint(seen)',
    b: 'gate.wait()\nprint(seen)',
    c: 'gate.abort()'
  })
  const run = after(source, '1 2')
  expect(run.choices()[1]?.words).toBe('waits at `gate` for the others')
  expect(run.choices()[3]?.words).toBe('waits until `gate` lets it in')
  expect(outcomesOf(source)).toContain('2 | 2')
})

test('an action that raises breaks the barrier for the others, and the exception goes on', () => {
  const source = threadsOf('def act():\n    raise ValueError("no")\ngate = threading.Barrier(2, act)', { a: 'gate.wait()', b: 'gate.wait()' })
  const run = ran(source, '1 2 2 1')
  expect(run.failures().map(({ thread, kind }) => [thread, kind])).toEqual([
    [1, 'BrokenBarrierError'],
    [2, 'ValueError']
  ])
})

test('a barrier that is broken after it tripped fails those that have not left yet, as in CPython', () => {
  const source = threadsOf('gate = threading.Barrier(2)', { a: 'gate.wait()', b: 'gate.wait()\ngate.abort()' })
  expect(
    ran(source, '1 2 2 1')
      .failures()
      .map(({ thread, kind, message }) => [thread, kind, message])
  ).toEqual([[1, 'BrokenBarrierError', '']])
  expect(ran(source, '1 2 1 2').failures()).toEqual([])
})

test('a reset fails those who wait, and the barrier is whole once they have left', () => {
  const source = threadsOf('gate = threading.Barrier(2)', { a: 'gate.wait()', b: 'gate.reset()\ngate.wait()', c: 'gate.wait()' })
  const run = after(source, '1 2')
  expect(run.choices()[2]?.words).toBe('waits until `gate` lets it in')
  for (const thread of [1, 2, 3, 2]) run.step(thread)
  expect([run.status(), run.failures().map(({ thread }) => thread)]).toEqual(['failed', [1]])
})

test('giving up breaks the barrier: the others fail, too, and whoever comes later', () => {
  const source = threadsOf('gate = threading.Barrier(3)', { a: 'gate.wait()', hasty: 'gate.wait(0.1)', late: 'gate.wait()' })
  const run = after(source, '1 2')
  expect(run.choices()[2]?.words).toBe('times out')
  for (const thread of [2, 1, 3]) run.step(thread)
  expect(run.failures().map(({ thread }) => thread)).toEqual([1, 2, 3])
})

test('a barrier that one thread never comes to is a deadlock', () => {
  const source = threadsOf('gate = threading.Barrier(3)', { a: 'gate.wait()', b: 'gate.wait()' })
  expect(outcomesOf(source)).toEqual(['deadlock'])
  expect(after(source, '1').stuck()).toEqual({ stuck: [0, 1], complete: true })
})
