import type { Lesson } from './lesson'
import type { Progress } from './lessonMachine'

/** How many items of the check were right at the first try, of how many. */
export interface Grade {
  readonly right: number
  readonly of: number
}

/** Grades the check of a lesson: first answers count, a construction counts when done. */
export function grade(lesson: Lesson, checks: Progress['checks']): Grade {
  const right = lesson.check.filter((item, index) => {
    const given = checks[index] ?? null
    if (given === null) return false
    if (given === true || item.kind === 'construction') return given === true
    return item.options[given.first]?.right === true
  })
  return { right: right.length, of: lesson.check.length }
}
