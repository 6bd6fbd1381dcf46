import { expect, test } from 'vitest'
import { createActor } from 'xstate'
import { grade } from '../../../src/core/lessons/grade'
import { lessonSchema } from '../../../src/core/lessons/lesson'
import { type LessonEvent, lessonMachine } from '../../../src/core/lessons/lessonMachine'
import { library } from '../../../src/core/lessons/library'
import { deadlock } from '../../../src/core/lessons/deadlock'

function afterEvents(...events: LessonEvent[]) {
  const actor = createActor(lessonMachine, { input: { lesson: deadlock } }).start()
  for (const event of events) actor.send(event)
  return actor.getSnapshot()
}

const toObserve: LessonEvent[] = [{ type: 'next' }, { type: 'predict', option: 2 }, { type: 'ended', outcome: 'deadlock' }]
const toCheck: LessonEvent[] = [...toObserve, { type: 'next' }, { type: 'explain', option: 1 }, { type: 'explain', option: 0 }, { type: 'next' }]

test.each(library.map((lesson) => [lesson.id, lesson] as const))('%s is a lesson by the schema', (_, lesson) => {
  expect(lessonSchema.parse(lesson)).toEqual(lesson)
})

test.each(library.map((lesson) => [lesson.id, lesson] as const))('%s has no card of more than 60 words, and a right answer to every question', (_, lesson) => {
  const cards = [...lesson.intro, lesson.run.ask, ...Object.values(lesson.observe), ...lesson.summary]
  expect(cards.filter((card) => card.split(/\s+/).length > 60)).toEqual([])
  const questions = [lesson.explain, ...lesson.check.filter((item) => item.kind === 'question')]
  expect(questions.filter(({ options }) => !options.some(({ right }) => right))).toEqual([])
})

test('a prediction leads on to the run, and a run that ended to what was seen', () => {
  expect(afterEvents({ type: 'next' }, { type: 'predict', option: 1 }).value).toBe('run')
  expect(afterEvents(...toObserve).value).toBe('observe')
  expect(afterEvents(...toObserve).context.seen).toEqual(['deadlock'])
})

test('nobody comes past the prediction without predicting or skipping', () => {
  expect(afterEvents({ type: 'next' }, { type: 'next' }).value).toBe('predict')
  expect(afterEvents({ type: 'next' }, { type: 'skip' }).context.prediction).toBe('skipped')
})

test('nobody comes past the run without a run', () => {
  expect(afterEvents({ type: 'next' }, { type: 'skip' }, { type: 'next' }).value).toBe('run')
})

test('going back loses no answer', () => {
  const back: LessonEvent[] = Array.from({ length: 5 }, () => ({ type: 'back' }))
  const { value, context } = afterEvents(...toCheck, { type: 'answer', item: 1, option: 0 }, ...back)
  expect(value).toBe('intro')
  expect(context).toMatchObject({ prediction: 2, seen: ['deadlock'], explanation: { first: 1, last: 0 }, checks: [null, { first: 0, last: 0 }, null] })
})

test('skipping after an answer keeps the answer', () => {
  expect(afterEvents({ type: 'next' }, { type: 'predict', option: 0 }, { type: 'back' }, { type: 'skip' }).context.prediction).toBe(0)
})

test('a construction is done by a run that ends as asked, and by no other', () => {
  expect(afterEvents(...toCheck, { type: 'ended', outcome: 'deadlock' }).context.checks[0]).toBeNull()
  expect(afterEvents(...toCheck, { type: 'ended', outcome: 'finished' }).context.checks[0]).toBe(true)
})

test('the grade counts first answers, however often one tries again', () => {
  const right: LessonEvent[] = [
    { type: 'ended', outcome: 'finished' },
    { type: 'answer', item: 1, option: 1 },
    { type: 'answer', item: 2, option: 2 },
    { type: 'answer', item: 2, option: 0 }
  ]
  const { context } = afterEvents(...toCheck, ...right)
  expect(grade(deadlock, context.checks)).toEqual({ right: 2, of: 3 })
})
