import { taskField } from '../../../core/program/tasks/taskFields'
import { eventCode } from '../../../core/trace/event'
import type { Conditions } from './conditions'
import type { Journal } from '../memory/journal'
import type { Lists } from './lists'
import { raise } from '../memory/raised'
import type { Value } from '../memory/sharedValue'

/** A task's sleep: so many seconds, or until it is asked to stop. */
export type TaskSleep = (seconds: Value, task: Value, line: number) => void

/** The sleep of one worker's tasks. */
export function taskSleep(lists: Lists, conditions: Conditions, journal: Journal): TaskSleep {
  return (value, task, line) => {
    const seconds = Number(value)
    if (seconds < 0) raise('ValueError', 'sleep length must be non-negative', line)
    journal.note(eventCode.sleepBegan, -1, line, 0, String(seconds))
    const isAsked = (): boolean => lists.readField(task, taskField.asked, line) === true
    conditions.nap(lists.readField(task, taskField.wake, line), seconds * 1000, isAsked, line)
    journal.event(eventCode.sleepEnded, -1, line)
  }
}
