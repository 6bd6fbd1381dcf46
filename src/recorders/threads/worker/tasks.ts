import { awaitedWords } from '../../../core/program/tasks/awaitedWords'
import type { Want } from '../../../core/program/tasks/taskFields'
import { eventCode } from '../../../core/trace/event'
import type { Journal } from '../memory/journal'
import { inThread, type RunMemory, threadRow } from '../memory/runMemory'
import { kindOf, type Value } from '../memory/sharedValue'

/** Tells when the task that a worker runs has its loop. Of a thread that is no task nothing is told. */
export interface Tasks {
  /** It has taken the loop. */
  resumed(line: number): void
  /** It is about to give the loop back; `on`: for what, in words, empty when it could go on at once. */
  suspends(on: string, line: number): void
  /** The words for something of `asyncio` that it waits for. */
  awaits(object: Value, want: Want): string
}

/** What the tasks of one worker tell. Both are told with the loop in hand, so that the turns of two tasks never overlap. */
export function tasks(memory: RunMemory, journal: Journal): Tasks {
  const control = new Int32Array(memory.control)
  const isTask = (): boolean => control[threadRow(journal.thread) + inThread.task] === 1
  return {
    resumed(line) {
      if (isTask()) journal.event(eventCode.resumed, -1, line)
    },
    suspends(on, line) {
      if (isTask()) journal.value(eventCode.suspended, -1, line, on)
    },
    awaits: (object, want) => awaitedWords(kindOf(object), want)
  }
}
