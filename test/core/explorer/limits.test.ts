import { expect, test } from 'vitest'
import { createExploration, usualOptions } from '../../../src/core/explorer/exploration'
import { compiled } from '../simulator/compiled'
import { explored } from './explored'

test('random orders may make more threads than the search before them came to', () => {
  const source = `
import threading
def last():
    pass
def makes():
    for i in range(9):
        print("first")
    threading.Thread(target=last).start()
t = threading.Thread(target=makes)
t.start()
for i in range(30):
    print(i)
`
  expect(explored(source, { tier: 'auto', maxStates: 5, counts: false }).report.extent).toMatchObject({ complete: false, sampled: 500 })
})

test('while states take long, one is looked at between two looks at the clock', () => {
  const source = `
import threading
x = 0
def work():
    global x
    x += 1
for i in range(60):
    threading.Thread(target=work).start()
`
  let time = 0
  const exploration = createExploration(compiled(source), usualOptions, () => (time += 20))
  for (let slice = 0; slice < 5; slice++) exploration.work(0)
  const { states, frontier } = exploration.progress()
  expect(states - frontier).toBe(5)
})
