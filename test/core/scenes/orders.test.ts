import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { countWords, extentWords, progressFacts, unreachableWords } from '../../../src/core/scenes/orders/extentWords'
import { executionRows, findingRows, outcomeRows } from '../../../src/core/scenes/orders/orderRows'
import { verdictOf } from '../../../src/core/scenes/orders/verdict'
import { explored } from '../explorer/explored'

const scenario = (file: string): string => readFileSync(new URL(`../../../resources/scenarios/${file}`, import.meta.url), 'utf8')

test('a deadlock is said first, with its ring and the clearest way to it', () => {
  const { report } = explored(scenario('two_locks.py'))
  expect(verdictOf(report)).toEqual({
    title: 'A deadlock is possible',
    detail: '1 preemption, 2 steps',
    bad: true,
    schedule: report.deadlocks[0]?.fewestPreemptions
  })
  expect(findingRows(report)[0]).toMatchObject({ kind: 'deadlock', words: 'transfer-1 → lock_b → transfer-2 → lock_a → transfer-1' })
})

test('a race without any deadlock is shown by a result that nobody wanted', () => {
  const { report } = explored(scenario('counter.py').replace('N = 3', 'N = 1'))
  const verdict = verdictOf(report)
  expect(verdict).toMatchObject({ title: 'A data race on counter', detail: '2 different results are possible', bad: true })
  expect(verdict.schedule).toBe(report.outcomes.find(({ output }) => output[0] === '1')?.fewestPreemptions)
  expect(outcomeRows(report).map(({ words, schedules, chance }) => [words, schedules, chance])).toEqual([
    ['1', '4 of 6', '50.0 %'],
    ['2', '2 of 6', '50.0 %']
  ])
})

test('a clean program is called so only when every order was searched', () => {
  const source = scenario('counter_locked.py').replace('N = 3', 'N = 1')
  const { report } = explored(source)
  expect(verdictOf(report)).toEqual({
    title: 'No deadlock and no failure in any order',
    detail: `complete: all ${report.states} states`,
    bad: false,
    schedule: null
  })
  const cut = explored(source, { maxStates: 3 }).report
  expect(verdictOf(cut).title).toBe('Nothing bad found so far')
  expect(verdictOf(cut).detail).toContain('not complete: more states than this search goes through')
})

test('who waits for a thread to end is said so, behind those who wait for things', () => {
  const { report } = explored(scenario('lost_wakeup.py'))
  expect(findingRows(report)[0]?.words).toMatch(/^reader \(line \d+\) waits for changed; MainThread \(line \d+\) waits for reader to end$/)
})

test('a race that no result depends on is told, and is not called bad', () => {
  const { report } = explored(scenario('peterson.py'))
  expect(verdictOf(report)).toMatchObject({ detail: 'two threads can get at it at the same time; every order comes to the same', bad: false })
})

test('of a search that is not complete nobody says that every order comes to the same', () => {
  const { report } = explored(scenario('counter.py'), { maxStates: 100 })
  expect(verdictOf(report)).toMatchObject({ title: 'A data race on counter', bad: true })
  expect(verdictOf(report).detail).not.toContain('every order')
})

test('variables are told where two results print the same', () => {
  const { report } = explored(`
import threading
x = 0
def one():
    global x
    x = 1
def two():
    global x
    x = 2
first = threading.Thread(target=one)
second = threading.Thread(target=two)
first.start()
second.start()
first.join()
second.join()
print('done')
`)
  expect(
    outcomeRows(report)
      .map(({ words, more }) => `${words}: ${more}`)
      .toSorted()
  ).toEqual(['done: x = 1', 'done: x = 2'])
})

test('an exception that some order raises is a failure at its line', () => {
  const { report } = explored(`
import threading
x = 0
def one():
    global x
    x = 1
def two():
    assert x == 0
first = threading.Thread(target=one, name='one')
second = threading.Thread(target=two, name='two')
first.start()
second.start()
`)
  expect(verdictOf(report)).toMatchObject({ title: 'Line 8 can fail', bad: true })
  expect(findingRows(report)[0]?.words).toBe('Line 8, two: AssertionError')
})

test('how far a search went is never left open', () => {
  const words = (extent: Parameters<typeof extentWords>[0]['extent']): string => extentWords({ extent, states: 12_480, unanswered: [] })
  expect(words({ complete: true, reduced: false })).toBe('complete: all 12,480 states')
  expect(words({ complete: true, reduced: true })).toBe('complete: every order that matters, 12,480 states')
  expect(words({ complete: false, because: 'time', preemptions: 2, sampled: 1000 })).toBe(
    'not complete: its time is up; 12,480 states seen, every order with up to 2 preemptions, 1,000 random runs'
  )
})

test('schedules are told apart from executions, and doomed states from both', () => {
  expect(countWords(explored(scenario('two_locks.py')).report)).toBe(
    '6 schedules, 3 of which differ in more than the order of independent steps. From 1 state no end can be reached.'
  )
  expect(countWords(explored(scenario('polite.py')).report)).toBe('Some run can go on for ever.')
})

test('a program with one order is told so, without a word about different ones', () => {
  const { report } = explored("print('done')")
  expect(countWords(report)).toBe('1 schedule.')
  expect(extentWords({ ...report, states: 1 })).toBe('complete: the only state')
  expect(countWords({ ...report, schedules: '20', executions: '20' })).toBe('20 schedules, all of which differ in more than the order of independent steps.')
  expect(countWords({ ...report, schedules: '2', executions: '1' })).toBe('2 schedules, all the same but for the order of independent steps.')
})

test('who starves is told, and while who takes turns', () => {
  const { report } = explored(scenario('greedy.py'))
  expect(verdictOf(report)).toMatchObject({ title: 'visitor can wait for ever', detail: 'while worker takes its turns', bad: true, schedule: '1 1 1 1 1 1' })
  expect(findingRows(report)).toEqual([
    expect.objectContaining({ kind: 'starvation', words: 'visitor waits for ever while worker takes its turns', way: 'a round of 3 steps' })
  ])
})

test('the step that leaves no way out is told of a deadlock', () => {
  expect(findingRows(explored(scenario('lost_wakeup.py')).report)[0]).toMatchObject({ way: '1 preemption, 8 steps', tooLate: 'No way out after step 4.' })
})

test('each different execution is told by how it ends, those that pass too', () => {
  const rows = executionRows(explored(scenario('two_locks.py')).report)
  expect(rows.map(({ words, bad }) => `${words}${bad ? ', bad' : ''}`).toSorted()).toEqual(['110 90', '110 90', 'deadlock, bad'])
  expect(new Set(rows.map(({ schedule }) => schedule)).size).toBe(3)
})

test('beside the way of fewest preemptions stands a shorter one, where there is one', () => {
  const { report } = explored(`
import threading
x = 0
y = 0
def one():
    global x, y
    x = 1
    y = 1
    y = 2
def two():
    assert x == 0
first = threading.Thread(target=one, name='one')
second = threading.Thread(target=two, name='two')
first.start()
second.start()
`)
  const [failure] = findingRows(report)
  expect(failure).toMatchObject({ kind: 'failure', way: '0 preemptions, 4 steps' })
  expect(failure?.shorter?.split(' ')).toHaveLength(2)
  expect(findingRows(explored(scenario('two_locks.py')).report)[0]?.shorter).toBeNull()
})

test('a search that runs says how fast it is and what is still open', () => {
  const facts = progressFacts({ states: 3000, transitions: 9000, frontier: 200, bytes: 3 * 2 ** 20, elapsedMs: 500, doing: 'searching all orders' })
  expect(facts).toEqual(['searching all orders', '3,000 states', '6,000 a second', '200 open', '3 MiB'])
})

test('lines that no order reaches are told with their neighbours together, and no endless list of them', () => {
  expect(unreachableWords([4, 7, 8, 9])).toBe('No order ever reaches line 4, 7–9.')
  expect(unreachableWords(Array.from({ length: 1000 }, (_, number) => number * 4))).toMatch(/ 40, 44 and 988 more\.$/)
})
