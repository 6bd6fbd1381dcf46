import { expect, test } from 'vitest'
import { freshModel, spokenStep, stepModel, stepOf } from '../../src/renderer/session/model'
import { compiled } from '../core/simulator/compiled'

const dice = compiled('import random\nn = random.randint(1, 6)\nm = random.randint(1, 6)\nprint(n, m)\n')

test('a step that can go several ways goes the way that was picked, and is said so', () => {
  const model = freshModel(dice, { tool: 'test', set: {} })
  expect(model.choicesAt(0)[0]?.ways).toEqual([1, 2, 3, 4, 5, 6].map((number) => `chooses ${number}`))
  const stepped = stepModel(model, 0, { thread: 0, choice: 4 })
  if (!stepped.ok) throw new Error(stepped.problem.what)
  expect(stepped.value.steps).toEqual(['0/4'])
  expect(spokenStep(model.choicesAt(0), { thread: 0, choice: 4 })).toBe('MainThread chooses 5.')
  expect(stepModel(model, 0, { thread: 0, choice: 6 })).toMatchObject({ ok: false, problem: { at: 'step 1' } })
})

test('a step of a schedule is read with its way', () => {
  expect([stepOf('2/1'), stepOf('2'), stepOf('')]).toEqual([{ thread: 2, choice: 1 }, { thread: 2, choice: 0 }, null])
})
