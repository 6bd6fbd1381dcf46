import { assign, setup } from 'xstate'
import type { Lesson, Outcome } from './lesson'

/** The stages of a lesson, in order. */
export const stages = ['intro', 'predict', 'run', 'observe', 'explain', 'check', 'done'] as const
/** A stage of a lesson. */
export type Stage = (typeof stages)[number]

/** An answer to a question: the first one counts, the last one is shown. */
export interface GivenAnswer {
  readonly first: number
  readonly last: number
}

/** What a student has done in a lesson so far. Going back never loses any of it. */
export interface Progress {
  readonly lesson: Lesson
  /** The option chosen before the run; null before, 'skipped' when the student did not want to predict. */
  readonly prediction: number | 'skipped' | null
  /** How the student's runs ended, each way once, in order. */
  readonly seen: readonly Outcome[]
  readonly explanation: GivenAnswer | null
  /** By check item: an answer, `true` for a construction that was done, null for nothing yet. */
  readonly checks: readonly (GivenAnswer | true | null)[]
}

/** What can happen in a lesson. `ended` tells how a run of its program ended; constructions count only while the check is on screen. */
export type LessonEvent =
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  | { readonly type: 'predict'; readonly option: number }
  | { readonly type: 'skip' }
  | { readonly type: 'ended'; readonly outcome: Outcome }
  | { readonly type: 'explain'; readonly option: number }
  | { readonly type: 'answer'; readonly item: number; readonly option: number }

const answered = (before: GivenAnswer | true | null, option: number): GivenAnswer =>
  before === null || before === true ? { first: option, last: option } : { first: before.first, last: option }

const withSeen = (seen: readonly Outcome[], outcome: Outcome): readonly Outcome[] => (seen.includes(outcome) ? seen : [...seen, outcome])

function withConstruction(progress: Progress, outcome: Outcome): Progress['checks'] {
  return progress.checks.map((check, item) => {
    const asked = progress.lesson.check[item]
    return asked?.kind === 'construction' && asked.goal === outcome ? true : check
  })
}

/**
 * intro → predict → run → observe → explain → check → done.
 * The result stays hidden until the student predicted or skipped; the run stage is passed by a run that ended.
 */
export const lessonMachine = setup({
  types: { context: {} as Progress, events: {} as LessonEvent, input: {} as { lesson: Lesson } },
  guards: {
    hasPredicted: ({ context }) => context.prediction !== null,
    hasRun: ({ context }) => context.seen.length > 0,
    hasExplained: ({ context }) => context.explanation !== null
  },
  actions: {
    see: assign({ seen: ({ context, event }) => (event.type === 'ended' ? withSeen(context.seen, event.outcome) : context.seen) }),
    construct: assign({ checks: ({ context, event }) => (event.type === 'ended' ? withConstruction(context, event.outcome) : context.checks) })
  }
}).createMachine({
  id: 'lesson',
  initial: 'intro',
  context: ({ input }) => ({ lesson: input.lesson, prediction: null, seen: [], explanation: null, checks: input.lesson.check.map(() => null) }),
  states: {
    intro: { on: { next: 'predict' } },
    predict: {
      on: {
        back: 'intro',
        predict: { target: 'run', actions: assign({ prediction: ({ event }) => event.option }) },
        skip: { target: 'run', actions: assign({ prediction: ({ context }) => context.prediction ?? 'skipped' }) },
        next: { guard: 'hasPredicted', target: 'run' }
      }
    },
    run: { on: { back: 'predict', ended: { target: 'observe', actions: 'see' }, next: { guard: 'hasRun', target: 'observe' } } },
    observe: { on: { back: 'run', next: 'explain', ended: { actions: 'see' } } },
    explain: {
      on: {
        back: 'observe',
        explain: { actions: assign({ explanation: ({ context, event }) => answered(context.explanation, event.option) }) },
        next: { guard: 'hasExplained', target: 'check' }
      }
    },
    check: {
      on: {
        back: 'explain',
        answer: {
          actions: assign({
            checks: ({ context, event }) => context.checks.map((check, item) => (item === event.item ? answered(check, event.option) : check))
          })
        },
        ended: { actions: ['see', 'construct'] },
        next: 'done'
      }
    },
    done: { on: { back: 'check' } }
  }
})
