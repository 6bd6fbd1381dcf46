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

/** A search whose clock goes on by so many milliseconds at every look once answers are made. */
function late(counts: boolean) {
  const source = `
import threading
x = 0
def work():
    global x
    x += 1
    x += 1
for i in range(3):
    threading.Thread(target=work).start()
`
  let [time, perLook] = [0, 0]
  const exploration = createExploration(compiled(source), { ...usualOptions, tier: 'full', maxMs: 1_000, counts }, () => (time += perLook))
  while (!exploration.progress().doing.startsWith('answers: ')) exploration.work(0)
  return { exploration, hurry: (ms: number) => (perLook = ms) }
}

test('the limit on time holds for the answers too: what is not known is said, and nobody takes it for complete', () => {
  const { exploration, hurry } = late(true)
  exploration.work(0)
  hurry(2_000)
  expect(exploration.work(1e9)).toBe(true)
  const { extent, unanswered, races, cyclic, states } = exploration.report()
  expect(extent).toMatchObject({ complete: false, because: 'time' })
  expect(unanswered).toEqual(expect.arrayContaining(['data races', 'whether some run can go on for ever', 'schedules']))
  expect({ races, cyclic }).toEqual({ races: [], cyclic: null })
  expect(states).toBeGreaterThan(100)
})

test('a search that is stopped while answers are made tells what is known at once', () => {
  const { exploration } = late(false)
  const first = exploration.report()
  expect(first.extent).toMatchObject({ complete: false, because: 'cancelled' })
  while (exploration.report().unanswered.includes('deadlocks')) exploration.work(0)
  const later = exploration.report()
  expect(later.outcomes.length).toBeGreaterThan(1)
  expect(later.unanswered).toContain('data races')
  while (!exploration.work(1_000));
  expect(exploration.report()).toMatchObject({ extent: { complete: true }, unanswered: [] })
})
