import { type Actor, createActor, type SnapshotFrom } from 'xstate'
import type { Lesson } from '../../core/lessons/lesson'
import { lessonMachine } from '../../core/lessons/lessonMachine'
import { library } from '../../core/lessons/library'

/** A lesson that is under way. */
export type LessonActor = Actor<typeof lessonMachine>
/** Where a student is in a lesson, with all answers. */
export type LessonSnapshot = SnapshotFrom<typeof lessonMachine>

const key = (lesson: Lesson): string => `lesson:${lesson.id}`

function stored(lesson: Lesson): LessonSnapshot | undefined {
  try {
    const text = localStorage.getItem(key(lesson))
    if (text === null) return undefined
    const snapshot = JSON.parse(text) as { context: { lesson: Lesson; checks: unknown[] } }
    // answers to another version of the lesson's questions would be judged wrongly: they are for the text they were given to
    return JSON.stringify(snapshot.context.lesson) === JSON.stringify(lesson) ? (snapshot as unknown as LessonSnapshot) : undefined
  } catch {
    return undefined
  }
}

function started(lesson: Lesson, snapshot: LessonSnapshot | undefined): LessonActor {
  const options = snapshot ? { input: { lesson }, snapshot } : { input: { lesson } }
  return createActor(lessonMachine, options).start()
}

/** Begins a lesson where its student left it; progress is kept on every change. */
export function beginLesson(lesson: Lesson): LessonActor {
  let actor: LessonActor
  try {
    actor = started(lesson, stored(lesson))
  } catch {
    // a snapshot that this version of the machine does not know: begin again
    actor = started(lesson, undefined)
  }
  actor.subscribe(() => {
    try {
      localStorage.setItem(key(lesson), JSON.stringify(actor.getPersistedSnapshot()))
    } catch {
      // the browser's store is full: the lesson itself goes on
    }
  })
  return actor
}

/** A lesson of the library by its id. */
export const lessonById = (id: string): Lesson | null => library.find((lesson) => lesson.id === id) ?? null

/** Ids of the lessons that were led to their end. */
export function finishedLessons(): ReadonlySet<string> {
  return new Set(library.filter((lesson) => stored(lesson)?.value === 'done').map((lesson) => lesson.id))
}
