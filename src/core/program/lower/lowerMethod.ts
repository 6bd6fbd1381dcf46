import { placeOf } from './foresight'
import type { Operand, Operation } from '../instruction'
import { lowerAcquire, lowerRelease } from './lowerAcquire'
import { lowerCancel, lowerDone, lowerResult } from '../pools/lowerFuture'
import { lowerShutdown, lowerSubmit } from '../pools/lowerPool'
import { getInLoop, isBusy, isTaken, notifyInLoop, putInLoop, releaseInLoop, setInLoop, taskDoneInLoop } from '../tasks/lowerInLoop'
import { lowerPoll, lowerReceive, lowerSend } from './lowerPipe'
import { lowerGet, lowerPut } from './lowerQueue'
import { createGroupTask } from '../tasks/lowerTask'
import { lowerTaskCancel, lowerTaskCancelled, lowerTaskDone, lowerTaskResult } from '../tasks/lowerTaskMethod'
import { lowerNotify, lowerWait, lowerWaitFor } from './lowerWait'
import { lowerGetLock } from './lowerValue'
import { emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from './lowering'
import { computed, givenTo, isNone } from './signature'
import type { Call, Expression } from '../read/syntax'

const elsewhere: Readonly<Record<string, string>> = {
  notifyAll: 'write `.notify_all()`',
  isSet: 'write `.is_set()`',
  isAlive: 'write `.is_alive()`',
  pop: 'keep an index into the list: lists of the lab have a fixed length',
  extend: 'make the whole list at once',
  insert: 'make the whole list at once',
  remove: 'keep an index into the list: lists of the lab have a fixed length',
  sort: 'put the values in order yourself',
  format: 'use an f-string',
  exception: 'write `try` around `.result()`',
  running: 'ask `.done()`',
  terminate: 'let the function return, or make it a daemon',
  kill: 'let the function return, or make it a daemon',
  close: 'leave it out: the ends of a pipe stay open here, so send a last value such as `None`',
  send_bytes: 'use `.send()`',
  recv_bytes: 'use `.recv()`',
  add_done_callback: 'call the function behind the work'
}

/** A method call as it is lowered: on what, and where its value is wanted (null: nowhere). `hint` names what is put into the object. */
interface Asked {
  readonly object: Operand
  readonly to: number | null
  readonly hint: string
  /** The variable that will hold what comes. */
  readonly name: string
}

type Method = (lowering: Lowering, call: Call, asked: Asked) => Operand

/** Methods by name: what kind of object is asked is known only later. */
const methods: Readonly<Record<string, Method>> = {
  acquire: (lowering, call, { object, to }) => lowerAcquire(lowering, call, object, to),
  release: (lowering, call, { object }) => lowerRelease(lowering, call, object),
  get_lock: (lowering, call, { object }) => lowerGetLock(lowering, call, object),
  locked: question((object, to) => ({ do: 'locked', to, object })),
  start: command((thread) => ({ do: 'start', thread }), false),
  join: (lowering, call, { object }) => lowerJoin(lowering, call, object),
  is_alive: question((thread, to) => ({ do: 'isAlive', to, thread })),
  wait: (lowering, call, { object, to }) => lowerWait(lowering, call, object, to !== null),
  wait_for: (lowering, call, { object }) => lowerWaitFor(lowering, call, object),
  notify: (lowering, call, { object }) => lowerNotify(lowering, call, object),
  notify_all: (lowering, call, { object }) => lowerNotify(lowering, call, object),
  set: command((event) => ({ do: 'setEvent', event }), true),
  clear: command((event) => ({ do: 'clearEvent', event }), true),
  is_set: question((event, to) => ({ do: 'isSet', to, event })),
  abort: command((barrier) => ({ do: 'abortBarrier', barrier }), true),
  reset: command((barrier) => ({ do: 'resetBarrier', barrier }), true),
  put: (lowering, call, { object, hint }) => lowerPut(lowering, call, object, hint),
  put_nowait: (lowering, call, { object, hint }) => lowerPut(lowering, call, object, hint),
  get: (lowering, call, { object, to }) => lowerGet(lowering, call, object, to),
  get_nowait: (lowering, call, { object, to }) => lowerGet(lowering, call, object, to),
  send: (lowering, call, { object, hint }) => lowerSend(lowering, call, object, hint),
  recv: (lowering, call, { object, to }) => lowerReceive(lowering, call, object, to),
  poll: (lowering, call, { object, to }) => lowerPoll(lowering, call, object, to),
  task_done: command((queue) => ({ do: 'taskDone', queue }), true),
  submit: (lowering, call, { object, name }) => lowerSubmit(lowering, call, object, name),
  shutdown: (lowering, call, { object }) => lowerShutdown(lowering, call, object),
  result: (lowering, call, { object }) => (lowering.tasks.loop === null ? lowerResult : lowerTaskResult)(lowering, call, object),
  done: (lowering, call, { object }) => (lowering.tasks.loop === null ? lowerDone : lowerTaskDone)(lowering, call, object),
  cancel: (lowering, call, { object }) => (lowering.tasks.loop === null ? lowerCancel : lowerTaskCancel)(lowering, call, object),
  create_task: (lowering, call, { object, name }) => createGroupTask(lowering, call, object, name),
  cancelled: (lowering, call, { object }) => lowerTaskCancelled(lowering, call, object),
  qsize: question((queue, to) => ({ do: 'queueState', to, queue, ask: 'qsize' })),
  empty: question((queue, to) => ({ do: 'queueState', to, queue, ask: 'empty' })),
  full: question((queue, to) => ({ do: 'queueState', to, queue, ask: 'full' })),
  append: (lowering, call, { object, hint }) => lowerAppend(lowering, call, object, hint)
}

/** What is told or asked without `await` of something that `asyncio` makes. */
const inLoop: Readonly<Record<string, Method>> = {
  release(lowering, call, { object }) {
    givenTo(lowering, call, [], 0, 'release()')
    releaseInLoop(lowering, kept(lowering, object), call.span)
    return noneOperand
  },
  locked(lowering, call, { object }) {
    givenTo(lowering, call, [], 0, 'locked()')
    return (lowering.foresight.semaphores.has(placeOf(call.span)) ? isBusy : isTaken)(lowering, kept(lowering, object), call.span)
  },
  set(lowering, call, { object }) {
    givenTo(lowering, call, [], 0, 'set()')
    setInLoop(lowering, kept(lowering, object), call.span)
    return noneOperand
  },
  notify(lowering, call, { object }) {
    const given = givenTo(lowering, call, ['n'], 0, 'notify(1)')
    const many = given === null ? null : (computed(lowering, given).get('n') ?? intOperand(1))
    notifyInLoop(lowering, kept(lowering, object), many, call.span)
    return noneOperand
  },
  notify_all(lowering, call, { object }) {
    givenTo(lowering, call, [], 0, 'notify_all()')
    notifyInLoop(lowering, kept(lowering, object), null, call.span)
    return noneOperand
  },
  put_nowait(lowering, call, { object, hint }) {
    const given = givenTo(lowering, call, ['item'], 1, 'put_nowait(item)')
    const item = given === null ? noneOperand : (computed(lowering, given, hint).get('item') ?? noneOperand)
    putInLoop(lowering, kept(lowering, object), kept(lowering, item), false, call.span)
    return noneOperand
  },
  get_nowait(lowering, call, { object }) {
    givenTo(lowering, call, [], 0, 'get_nowait()')
    return getInLoop(lowering, kept(lowering, object), false, call.span)
  },
  task_done(lowering, call, { object }) {
    givenTo(lowering, call, [], 0, 'task_done()')
    taskDoneInLoop(lowering, kept(lowering, object), call.span)
    return noneOperand
  }
}

/** Whether the lab knows a method of this name. */
export const isMethod = (name: string): boolean => Object.hasOwn(methods, name)

/** `object.method(…)`. */
export function lowerMethod(
  lowering: Lowering,
  call: Call,
  callee: Expression & { is: 'attribute' },
  into: number | undefined,
  wanted: boolean,
  variable = ''
): Operand {
  const { name } = callee
  const own = lowering.foresight.inLoop.has(placeOf(call.span)) && Object.hasOwn(inLoop, name) ? inLoop[name] : undefined
  const method = own ?? (Object.hasOwn(methods, name) ? methods[name] : undefined)
  if (method === undefined) {
    const hint = Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined
    lowering.problems.add(
      callee.span,
      `the method \`.${name}()\` is outside the lab’s Python`,
      hint ?? 'use those of `threading`, `queue` and growing lists that docs/language.md names'
    )
    return noneOperand
  }
  const object = lowering.value(callee.object)
  const inside = callee.object.is === 'name' ? `${callee.object.name}[]` : ''
  return method(lowering, call, { object, to: wanted ? (into ?? register(lowering)) : null, hint: inside, name: variable })
}

/** A method without arguments that answers; asking is a step. */
function question(operation: (object: Operand, to: number) => Operation): Method {
  return (lowering, call, { object, to }) => {
    givenTo(lowering, call, [], 0, `${nameOf(call)}()`)
    const answer = to ?? register(lowering)
    emit(lowering, operation(object, answer), true, call.span)
    return inRegister(answer)
  }
}

/** A method without arguments that answers nothing. */
function command(operation: (object: Operand) => Operation, step: boolean): Method {
  return (lowering, call, { object }) => {
    givenTo(lowering, call, [], 0, `${nameOf(call)}()`)
    emit(lowering, operation(object), step, call.span)
    return noneOperand
  }
}

const nameOf = ({ callee }: Call): string => (callee.is === 'attribute' ? callee.name : '')

/** `join()` of a thread, also with a timeout, or of a queue. */
function lowerJoin(lowering: Lowering, call: Call, object: Operand): Operand {
  if (lowering.foresight.queues.has(placeOf(call.span)))
    return command((queue) => ({ do: 'joinQueue', queue }), true)(lowering, call, { object, to: null, hint: '', name: '' })
  const given = givenTo(lowering, call, ['timeout'], 0, 'join(timeout=0.5)')
  const timeout = given === null || isNone(given.get('timeout')) ? null : (computed(lowering, given).get('timeout') ?? null)
  emit(lowering, { do: 'join', thread: object, timeout }, timeout !== null, call.span)
  return noneOperand
}

function lowerAppend(lowering: Lowering, call: Call, list: Operand, hint: string): Operand {
  const given = givenTo(lowering, call, ['value'], 1, 'append(value)')
  const value = given === null ? noneOperand : (computed(lowering, given, hint).get('value') ?? noneOperand)
  lowering.appends.add(emit(lowering, { do: 'appendItem', list, value }, false, call.span))
  return noneOperand
}
