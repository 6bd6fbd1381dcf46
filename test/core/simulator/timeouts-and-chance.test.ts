import { expect, test } from 'vitest'
import { startRun } from '../../../src/core/simulator/run'
import { random } from '../../../src/core/simulator/scheduler'
import { compiled } from './compiled'
import { everyOrder } from './everyOrder'
import { after, ran } from './ran'
import { threadsOf } from './threadsOf'

const outcomesOf = (source: string): string[] => [...everyOrder(compiled(source)).endings.keys()].toSorted()

const alive = (body: string): string => `import threading
done = False
def work():
    global done
    done = True
    ${body}
t = threading.Thread(target=work)
t.start()
before = done
print(before, t.is_alive())
t.join()
print(t.is_alive())
`

test('a thread still lives between its last step and its end, which is a step', () => {
  expect(outcomesOf(alive('pass'))).toEqual(['False False | False', 'False True | False', 'True False | False', 'True True | False'])
  const run = after(alive('pass'), '1')
  expect(run.choices()[1]).toMatchObject({ status: 'enabled', words: 'ends' })
})

test('so does a thread that an exception ends', () => {
  const outcomes = outcomesOf(alive('raise ValueError("no")')).map((outcome) => outcome.replace(/ \| ValueError.*/, ''))
  expect(outcomes).toContain('True True | False')
  const run = after(alive('raise ValueError("no")'), '1')
  expect([run.choices()[1]?.words, run.status()]).toEqual(['ends', 'running'])
  run.step(1)
  expect(run.choices()[1]?.words).toBe('ended with ValueError: no')
})

test('a join with a timeout never waits: it goes on whether the thread has ended or not', () => {
  const source = `import threading
def work():
    print("work")
t = threading.Thread(target=work)
t.start()
t.join(0.5)
print("main", t.is_alive())
`
  expect(outcomesOf(source)).toEqual(['main True | work', 'work | main False', 'work | main True'])
  expect(after(source, '1').choices()[0]?.words).toBe('gives up waiting for Thread-1 (work) to end')
  expect(after(source, '1 1').choices()[0]?.words).toBe('joins Thread-1 (work)')
})

test('an acquire with a timeout gives up where it would have to wait', () => {
  const source = threadsOf('lock = threading.Lock()', {
    a: 'if lock.acquire(timeout=1):\n    lock.release()\nelse:\n    print("gave up")',
    b: 'with lock:\n    pass'
  })
  expect(outcomesOf(source)).toContain('gave up')
  expect(outcomesOf(source)).not.toContain('deadlock')
})

const dice = `import random
import threading
a = random.randint(1, 3)
b = random.randint(1, a)
print(a, b)
`

test('chance is a step that goes one of so many ways, also before any thread was started', () => {
  const { endings } = everyOrder(compiled(dice))
  expect([...endings.keys()].toSorted()).toEqual(['1 1', '2 1', '2 2', '3 1', '3 2', '3 3'])
  expect(endings.get('2 1')?.probability).toBeCloseTo(1 / 6)
  expect(endings.get('3 2')?.probability).toBeCloseTo(1 / 9)
  const run = startRun(compiled(dice), { tool: 'test' })
  expect(run.choices()[0]).toMatchObject({ choices: 3, words: 'chooses a number from 1 to 3', ways: ['chooses 1', 'chooses 2', 'chooses 3'] })
  run.step(0, 2)
  run.step(0, 1)
  expect([run.output().map(({ text }) => text), run.schedule(), run.status()]).toEqual([['3 2'], '0/2 0/1', 'finished'])
  expect(ran(dice, '0/2 0/1').output()).toEqual(run.output())
  expect(run.back(1)).toBe(true)
  expect(run.redo()).toBe(true)
  expect(run.output().map(({ text }) => text)).toEqual(['3 2'])
})

test('a random scheduler draws all numbers', () => {
  const drawn = new Set<string>()
  for (let seed = 0; seed < 60; seed++) {
    const run = startRun(compiled(dice), { tool: 'test' })
    run.play(random(seed), 10)
    drawn.add(run.output()[0]?.text ?? '')
  }
  expect(drawn.size).toBe(6)
})
