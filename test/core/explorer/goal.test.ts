import { expect, test } from 'vitest'
import { notReachedWords } from '../../../src/core/scenes/orders/goalWords'
import { readGoal } from '../../../src/core/explorer/answers/goal'
import { compiled } from '../simulator/compiled'
import { searched } from './searched'

const program = compiled(`from threading import Thread, Lock
counter = 0
label = "start"
lock = Lock()
items = [0, 0]
def work():
    global counter, label
    with lock:
        counter += 1
        items[counter - 1] = counter
    label = "done"
a = Thread(target=work)
b = Thread(target=work)
a.start()
b.start()
a.join()
b.join()
`)

test.each([
  ['counter == 0', { steps: 0 }],
  ['lock.locked()', { steps: 1 }],
  ['counter == 1 and not lock.locked()', { steps: 7 }],
  ['0 < counter < 2', { steps: 3 }],
  ['items[1] == 2', { steps: 13 }],
  ['items[-1] > items[0]', { steps: 13 }],
  ['label == "done" and counter == 2', { steps: 11 }],
  ['len(items) == 3', null],
  ['counter == 3', null]
])('%s', (goal, expected) => {
  const found = searched(program, { goal }).goal
  expect(found === null ? null : { steps: found.steps }).toEqual(expected)
})

test.each([
  ['items[7] == 0', 'column 1', 'IndexError: list index out of range', 'all'],
  ['label < 3', 'column 1', "TypeError: '<' not supported between instances of 'str' and 'int'", 'all'],
  ['1 // (counter - 1) == 7', 'column 1', 'ZeroDivisionError: integer division or modulo by zero', 'some'],
  ['counter == 3 or len(counter) == 1', 'column 17', "TypeError: object of type 'int' has no len()", 'all'],
  ['counter.locked()', 'column 1', "AttributeError: 'int' object has no attribute 'locked'", 'all']
])('%s: what it raises is told, with its place, and in how many states', (goal, at, what, where) => {
  const report = searched(program, { goal })
  expect(report.goal).toBeNull()
  expect(report.goalRaised).toMatchObject({ at, what })
  expect(report.goalRaised?.states === report.states).toBe(where === 'all')
  expect(notReachedWords(report).answer).toBe(where === 'all' ? 'It can be evaluated in no state.' : 'No, in no order.')
  expect(notReachedWords(report).raised).toContain(`${at}: ${what}`)
})

test('a goal that is met is met, though it raises in states before', () => {
  const report = searched(program, { goal: '2 // counter == 2' })
  expect(report.goal?.steps).toBeGreaterThan(0)
  expect(report.goalRaised).toBeNull()
})

test.each([
  ['counter == 1 or counter = 2', 'column 25', '`==`'],
  ['counter == 1 && counter == 2', 'column', '`and`'],
  ['counter == 1 || counter == 2', 'column', '`or`'],
  ['!counter', 'column 1', '`not`'],
  [Array.from({ length: 60 }, () => 'counter == 1').join(' or '), 'column 1', 'fewer'],
  ['countr == 1', 'column 1', 'countr'],
  ['counter ==', 'column', ''],
  ['counter = 1', '', 'counter = 1'],
  ['print(counter)', 'column 1', 'len'],
  ['', '', '']
])('%s is no goal, and the answer says where and why', (text, place, word) => {
  const goal = readGoal(program, text)
  expect(goal.ok).toBe(false)
  if (goal.ok) return
  expect(goal.problem.at).toContain(place)
  expect(goal.problem.what + goal.problem.try).toContain(word)
  expect(goal.problem.try).not.toBe('')
})
