import { z } from 'zod'

const text = z.string().min(1)

const option = z.strictObject({
  text,
  /** Whether this answer is right; more than one may be. */
  right: z.boolean(),
  /** What is said to who chose it. */
  why: text
})

const question = z.strictObject({ kind: z.literal('question'), ask: text, options: z.array(option).min(2).max(5) })

/** A task that is done when the stepped run reaches a status: nothing is typed, the machine checks. */
const construction = z.strictObject({ kind: z.literal('construction'), ask: text, goal: z.enum(['deadlock', 'finished', 'failed']), hint: text })

/** A lesson as data; at most 60 words a card, so that it can be read from the back of a room. */
export const lessonSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  number: z.int().min(1),
  title: text,
  /** File name of the program among the scenarios. */
  program: z.string().regex(/^[a-z_]+\.py$/),
  intro: z.array(text).min(1),
  terms: z.array(z.strictObject({ term: text, meaning: text })),
  predict: question,
  run: z.strictObject({ ask: text, hint: text }),
  /** What is said beside the prediction, by how the student's own run ended. */
  observe: z.strictObject({ deadlock: text, finished: text, failed: text }),
  explain: question,
  check: z.array(z.union([question, construction])).min(1),
  summary: z.array(text).min(1),
  /** For whoever teaches: a note per stage. */
  notes: z.record(z.string(), text)
})

/** A lesson: its program, its cards, its questions. */
export type Lesson = z.output<typeof lessonSchema>
/** A question with options. */
export type Question = z.output<typeof question>
/** One item of the check at the end: a question or a construction. */
export type CheckItem = Lesson['check'][number]
/** How a stepped run can end. */
export type Outcome = keyof Lesson['observe']
