/*
 * What the records of `asyncio` hold, by the number of the field. Only whoever has the loop reads or writes them.
 */

/**
 * The loop: its token, the task that has it, how many tasks were made and how many of them live, whether `asyncio.run` is over and cancels them, the event that
 * says that none is left, the line of tasks that wait for something that others do, first come first, and how many jobs threads were started for.
 */
export const loopField = { token: 0, running: 1, made: 2, alive: 3, closing: 4, empty: 5, first: 6, last: 7, jobs: 8 } as const

/** What a task and a group have in common with a future: whether it is over, what came of it, and what it failed with. `members` of a group are the tasks it is of. */
const common = { done: 0, value: 1, failure: 2, members: 3 } as const

/**
 * A task: whether it was asked to stop, whether the end of the loop told it, the task or group that it waits for, whether it ended because it was asked to, its
 * thread, and the condition at which it waits for others. In the line: who comes next, for what it waits (and `purpose`), and whether it was told to go on. Groups
 * that want to hear of its end; a list of tasks that are to be cancelled; and how often it was
 * asked to stop and nobody has taken that back; and the `TaskGroup` that it belongs to.
 */
export const taskField = {
  ...common,
  asked: 4,
  told: 5,
  awaited: 6,
  cancelled: 7,
  thread: 8,
  wake: 9,
  next: 10,
  on: 11,
  purpose: 12,
  woken: 13,
  watchers: 14,
  todo: 15,
  isQueued: 16,
  cancels: 17,
  owner: 18
} as const

/**
 * Tasks that are waited for together: what is enough (`Enough`, in two flags), who failed first, whether it was asked to stop, who waits, and how many have not ended.
 * The numbers are those of fields of a task that hold the same kinds of values: who follows the values through the program cannot always tell the two apart.
 */
export const groupField = { ...common, isEager: 4, isLenient: 5, failed: 6, cancelled: 7, waiter: 10, left: 12 } as const

/** A task in a group: the next one in the list of the task's groups, and in that of the group's tasks. */
export const memberField = { group: 0, task: 1, nextOfTask: 2, nextOfGroup: 3 } as const

/**
 * A `TaskGroup`: whether its tasks were cancelled, whether the task of its block was, that task, how many have not ended, how many have failed, and whether its block is
 * over.
 */
export const taskGroupField = { ...common, isAborting: 4, parentAsked: 5, parent: 6, left: 7, errors: 8, isExiting: 9 } as const

/** A timer: the event that says that its block has ended, the task, whether its time was over first, whether the block has ended, and how often the task had been asked to stop. */
export const timerField = { end: 0, task: 1, hasFired: 2, isOver: 3, cancels: 4 } as const

/** What a task wants of the object it waits for. */
export const wants = { pass: 0, get: 1, put: 2, join: 3, notify: 4 } as const
/** See `wants`. */
export type Want = keyof typeof wants
