import { groupField, memberField, taskField, type Want } from '../../../core/program/tasks/taskFields'
import { eventCode } from '../../../core/trace/event'
import { inObject } from '../memory/heap'
import type { Journal } from '../memory/journal'
import type { Lists } from './lists'
import { inCondition } from './syncWords'
import { inThread, type RunMemory, threadRow, threadState } from '../memory/runMemory'
import { Ref, type Value } from '../memory/sharedValue'

/** Tells what the task that a worker runs waits for, instead of the condition of its own at which it does so. */
export interface Insteads {
  /** What it is about to wait for. */
  awaits(object: Value, want: Want, task: Value, line: number): void
  /** It waits. */
  begin(): void
  /** Whether the task that was told, of several, has ended already. */
  isOver(): boolean
  /** It waits on, now that the task that was told has ended: for the next one. */
  next(): void
  /** It goes on: what it waited for has come, or it was cancelled. */
  end(): void
}

/** What the tasks of one worker tell. */
export function insteads(memory: RunMemory, lists: Lists, journal: Journal): Insteads {
  const heap = new Int32Array(memory.heap)
  const idOf = ({ payload }: Ref): number => heap[payload + inObject.id] ?? -1
  /** Who wants to pass at a condition waits for its lock. */
  const idOfAwaited = (on: Ref): number =>
    on.kind === 'condition' && want === 'pass' ? (heap[(heap[on.payload + inCondition.lock] ?? 0) + inObject.id] ?? -1) : idOf(on)
  let object: Value = null
  let want: Want = 'pass'
  let task: Value = null
  let line = 0
  const control = new Int32Array(memory.control)
  /** The thread that was told to be waited for. */
  let awaited = -1

  function tellAwaited(thread: number): void {
    awaited = thread
    journal.asks(eventCode.joinBegan, awaited, line, null, isForAny() ? 'any' : undefined)
    // whoever sees the thread end from here on pokes this one
    Atomics.store(control, threadRow(journal.thread) + inThread.ofSeveral, awaited + 1)
  }

  /** Whether the end of any of several tasks is enough. */
  const isForAny = (): boolean =>
    object instanceof Ref &&
    object.kind === 'record' &&
    lists.readField(object, groupField.isEager, line) === false &&
    lists.readField(object, groupField.isLenient, line) === true

  /** One of a group's tasks that has ended, -1 when none has. */
  function firstEnded(group: Ref): number {
    let member = lists.readField(group, groupField.members, line)
    while (member instanceof Ref) {
      const one = lists.readField(member, memberField.task, line)
      const thread = lists.readField(one, taskField.thread, line)
      if (thread instanceof Ref && lists.readField(one, taskField.done, line) === true) return idOf(thread)
      member = lists.readField(member, memberField.nextOfGroup, line)
    }
    return -1
  }

  /** The first of a group's tasks that has not ended, or that has failed when there is none; what is listed last came first. */
  function firstUnended(group: Ref): number {
    let [first, failed] = [-1, -1]
    let member = lists.readField(group, groupField.members, line)
    while (member instanceof Ref) {
      const one = lists.readField(member, memberField.task, line)
      const thread = lists.readField(one, taskField.thread, line)
      if (thread instanceof Ref && lists.readField(one, taskField.done, line) === false) first = idOf(thread)
      else if (thread instanceof Ref && lists.readField(one, taskField.failure, line) !== null) failed = idOf(thread)
      member = lists.readField(member, memberField.nextOfGroup, line)
    }
    return first >= 0 ? first : failed
  }

  return {
    awaits(next, what, who, at) {
      object = next
      want = what
      task = who
      line = at
    },
    begin() {
      if (!(object instanceof Ref)) return
      if (object.kind === 'record') {
        tellAwaited(firstUnended(object))
      } else if (object.kind === 'event' || want === 'notify') journal.asks(eventCode.waitBegan, idOf(object), line, null)
      else journal.asks(eventCode.requested, idOfAwaited(object), line, null, want === 'pass' ? undefined : want)
    },
    isOver: () =>
      object instanceof Ref && object.kind === 'record' && awaited >= 0 && Atomics.load(control, threadRow(awaited) + inThread.state) === threadState.ended,
    next() {
      if (!(object instanceof Ref)) return
      const thread = firstUnended(object)
      // all have ended: it is about to be told to go on
      if (thread < 0 || thread === awaited || isForAny()) return
      journal.event(eventCode.joined, awaited, line)
      tellAwaited(thread)
    },
    end() {
      if (!(object instanceof Ref)) return
      const came = lists.readField(task, taskField.woken, line) === true
      if (object.kind === 'record') {
        Atomics.store(control, threadRow(journal.thread) + inThread.ofSeveral, 0)
        const ended = isForAny() ? firstEnded(object) : firstUnended(object) !== awaited ? awaited : -1
        const hasEnded = came && ended >= 0
        journal.event(hasEnded ? eventCode.joined : eventCode.timedOut, hasEnded ? ended : -1, line)
      } else journal.event(came ? eventCode.woken : eventCode.timedOut, idOfAwaited(object), line)
    }
  }
}
