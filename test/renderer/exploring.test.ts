import { expect, test } from 'vitest'
import { createExploration } from '../../src/core/explorer/exploration'
import type { SearchAsk, SearchNews } from '../../src/core/explorer/explorerMessage'
import { compile } from '../../src/core/program/compile'
import { exploring } from '../../src/renderer/session/exploring'
import { firstState } from '../../src/renderer/session/firstState'
import type { SearchScope } from '../../src/renderer/session/searchMachine'
import type { SearchPlace, SearchTask } from '../../src/renderer/session/searchPlace'
import { createStore } from '../../src/renderer/session/store'

const counter = (n: number): string => `
import threading
counter = 0
def work():
    global counter
    for _ in range(${n}):
        counter += 1
first = threading.Thread(target=work)
second = threading.Thread(target=work)
first.start()
second.start()
first.join()
second.join()
print(counter)
`

/** A search that was begun somewhere, and what it was told since. */
interface Begun {
  readonly scope: SearchScope
  readonly task: SearchTask
  readonly told: (SearchAsk | 'leave')[]
  /** Lets it go to its end, or to a limit of so many states. */
  finish(maxStates?: number): void
  hear(news: SearchNews): void
}

/** A session's searches, in places that only note what they are asked: a worker and a process are of the window and of main. */
function session() {
  const store = createStore(firstState)
  const begun: Begun[] = []
  const shown: string[] = []
  const place =
    (scope: SearchScope): SearchPlace =>
    (task, hear) => {
      const told: Begun['told'] = []
      begun.push({ scope, task, told, hear, finish: (maxStates = 1e6) => hear(ended({ ...task, options: { ...task.options, maxStates, tier: 'full' } })) })
      return { ask: (ask) => told.push(ask), leave: () => told.push('leave') }
    }
  const explored = exploring(
    { store },
    () => ({ quick: place('quick'), whole: place('whole') }),
    (schedule) => shown.push(schedule)
  )
  explored.watch()
  const open = (source: string, file = 'counter.py'): void => {
    const compiled = compile(source, { file })
    store.change({ place: { kind: 'scenario', file }, file, source, program: compiled.ok ? compiled.program : null })
  }
  return { store, begun, shown, explored, open, orders: () => explored.orders.getSnapshot(), reach: () => explored.reach.getSnapshot() }
}

function ended({ program, options }: SearchTask): SearchNews {
  const exploration = createExploration(program, options, () => 0)
  while (!exploration.work(1000));
  return { type: 'ended', progress: exploration.progress(), report: exploration.report(), graph: null }
}

test('a program that comes on screen is searched at once, and an edit leaves that search for the next', () => {
  const { begun, open, orders } = session()
  open(counter(1))
  expect(begun.map(({ scope }) => scope)).toEqual(['quick'])
  open(counter(2))
  expect(begun.map(({ told }) => told)).toEqual([['leave'], []])
  begun[1]?.finish()
  expect(orders().context.report?.outcomes).toHaveLength(3)
})

test('a text with a problem starts nothing, and what was known comes back with the next good one, as old', () => {
  const { begun, open, orders, store } = session()
  open(counter(1))
  begun[0]?.finish()
  store.change({ goal: 'counter == 1' })
  open('counter = ')
  expect(begun).toHaveLength(1)
  open(counter(2))
  expect([orders().context.old, orders().context.report?.outcomes.length, store.read().goal]).toEqual([true, 2, 'counter == 1'])
})

test('another file begins with nothing known and nothing asked', () => {
  const { begun, open, orders, store, explored } = session()
  open(counter(1))
  begun[0]?.finish()
  explored.askGoal('counter == 1')
  open(counter(1), 'other.py')
  expect([orders().context.report, store.read().goal]).toEqual([null, ''])
})

test('find a bug shows the one that is known without searching again', () => {
  const { begun, open, shown, explored, orders } = session()
  open(counter(1))
  begun[0]?.finish()
  explored.findBug()
  const lost = orders().context.report?.outcomes.find(({ output }) => output[0] === '1')
  expect([begun.length, shown]).toEqual([1, [lost?.fewestPreemptions]])
})

test('where none is known, find a bug searches on and stops at the first that comes up', () => {
  const { begun, open, shown, explored } = session()
  open(counter(3))
  begun[0]?.finish(1)
  explored.findBug()
  const far = begun[1]
  expect(far?.scope).toBe('whole')
  const known = far ? ended(far.task) : null
  if (known?.type !== 'ended') throw new Error('the search ends')
  far?.hear({ type: 'progress', progress: known.progress, found: known.report })
  expect(far?.told).toEqual(['cancel'])
  far?.hear(known)
  expect(shown).toHaveLength(1)
})

test('a clean program that was searched whole is not searched again for a bug', () => {
  const { begun, open, shown, explored } = session()
  open('print(1)')
  begun[0]?.finish()
  explored.findBug()
  expect([begun.length, shown.length]).toEqual([1, 0])
})

test('a question is asked anew of every edit, and one that is none asks nothing', () => {
  const { begun, open, explored, reach } = session()
  open(counter(1))
  explored.askGoal('countr == 1')
  expect([begun.length, reach().value]).toEqual([1, 'none'])
  explored.askGoal('counter == 3')
  begun[1]?.finish()
  expect(reach().context.report?.goal).toBeNull()
  open(counter(2))
  begun[3]?.finish()
  expect(reach().context.report?.goal?.steps).toBe(6)
})
