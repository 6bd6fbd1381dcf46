import { expect, test } from 'vitest'
import { readGoal } from '../../../src/core/explorer/goal'
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
  ['counter == 3', null],
  // evaluating it would raise an exception, in every state
  ['items[7] == 0', null]
])('%s', (goal, expected) => {
  const found = searched(program, { goal }).goal
  expect(found === null ? null : { steps: found.steps }).toEqual(expected)
})

test.each([
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
