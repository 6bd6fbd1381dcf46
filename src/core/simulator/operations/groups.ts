import { groupField, memberField, taskField } from '../../program/tasks/taskFields'
import type { Assembly } from '../assembly'
import { elementAddress, elementKind } from '../state/heap'
import { kindCodes } from '../state/kindCodes'
import { threadBase, threadStatus, threadWord } from '../state/layout'
import { lockOf } from './locks'
import { readerOf } from '../state/reader'
import { word } from '../state/words'

/** What a task waits for, by its kind's code and payload, and whether it was told that it has come. */
export interface Parked {
  readonly kind: number
  readonly object: number
  readonly hasCome: boolean
}

/** What a thread waits for that is a task and has given its loop back; null for others. */
export function parkedAt(assembly: Assembly, state: Int32Array, thread: number): Parked | null {
  const { program, layout } = assembly
  const base = threadBase(layout, thread)
  const pc = word(state, base + threadWord.pc)
  const instruction = program.code[pc]
  if (instruction?.do !== 'endWait' || instruction.instead === undefined) return null
  const object = readerOf(assembly, pc, instruction.instead.object)
  const task = readerOf(assembly, pc, instruction.instead.task).payload(state, base)
  const hasCome = word(state, elementAddress(assembly, state, task, taskField.woken)) === 1
  const [kind, asked] = [object.kind(state, base), object.payload(state, base)]
  // who wants to pass at a condition waits for its lock
  const isForLock = kind === kindCodes.condition && instruction.instead.want === 'pass'
  return { kind, object: isForLock ? lockOf(layout, state, kind, asked) : asked, hasCome }
}

/** Whether the end of any of a group's tasks is enough. */
export const isForAny = (assembly: Pick<Assembly, 'program' | 'layout'>, state: Int32Array, group: number): boolean =>
  word(state, elementAddress(assembly, state, group, groupField.isEager)) === 0 &&
  word(state, elementAddress(assembly, state, group, groupField.isLenient)) === 1

/** The thread of one of a group's tasks that has ended, -1 when none has. */
export function endedIn(assembly: Pick<Assembly, 'program' | 'layout'>, state: Int32Array, group: number): number {
  const field = (record: number, which: number): number => word(state, elementAddress(assembly, state, record, which))
  let [holder, which]: [number, number] = [group, groupField.members]
  while (elementKind(assembly, state, holder, which) === kindCodes.record) {
    const member = field(holder, which)
    const task = field(member, memberField.task)
    if (field(task, taskField.done) === 1) return field(task, taskField.thread)
    ;[holder, which] = [member, memberField.nextOfGroup]
  }
  return -1
}

/**
 * The threads of a group's tasks that have not ended, in the order in which they came to it; when there is none, those that still have to tell the group of their failure.
 */
export function unendedIn(assembly: Pick<Assembly, 'program' | 'layout'>, state: Int32Array, group: number): number[] {
  const field = (record: number, which: number): number => word(state, elementAddress(assembly, state, record, which))
  const hasFailed = (task: number): boolean => elementKind(assembly, state, task, taskField.failure) !== kindCodes.none
  const unended: number[] = []
  const telling: number[] = []
  let [holder, which]: [number, number] = [group, groupField.members]
  while (elementKind(assembly, state, holder, which) === kindCodes.record) {
    const member = field(holder, which)
    const task = field(member, memberField.task)
    const thread = field(task, taskField.thread)
    if (field(task, taskField.done) === 0) unended.unshift(thread)
    else if (hasFailed(task) && word(state, threadBase(assembly.layout, thread) + threadWord.status) !== threadStatus.ended) telling.unshift(thread)
    ;[holder, which] = [member, memberField.nextOfGroup]
  }
  return unended.length > 0 ? unended : telling
}
