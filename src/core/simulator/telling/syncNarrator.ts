import type { Event, TraceValue } from '../../trace/event'
import { type Moment, noThread, type ObjectId, threadId } from '../../trace/ids'
import type { Machine } from '../assemble'
import { isWake } from './names'
import type { NarratorMemory } from './narratorMemory'
import { traceValue } from './variables'
import type { Witness } from './witness'

/** What a witness hears about synchronisation objects. */
type SyncWitness = Pick<
  Witness,
  | 'acquired'
  | 'released'
  | 'acquiredShared'
  | 'releasedShared'
  | 'tryFailed'
  | 'gaveUp'
  | 'asked'
  | 'waitBegan'
  | 'woken'
  | 'timedOut'
  | 'notified'
  | 'set'
  | 'cleared'
  | 'arrived'
  | 'left'
  | 'broken'
  | 'put'
  | 'got'
  | 'taskDone'
  | 'workBegan'
  | 'workEnded'
>

/** Events that tell no more than who did it to which object. */
type Plain =
  | 'released'
  | 'acquiredShared'
  | 'releasedShared'
  | 'tryFailed'
  | 'woken'
  | 'timedOut'
  | 'set'
  | 'cleared'
  | 'arrived'
  | 'broken'
  | 'taskDone'
  | 'workEnded'

/** Tells a trace what happens to synchronisation objects; `idOf` gives an object's id, declared before; `taskWoken` tells what a task waited for that was woken. */
export function syncNarrator(
  machine: Machine,
  memory: NarratorMemory,
  trace: { add(event: Event): void },
  at: () => Moment,
  idOf: (object: number) => ObjectId,
  taskWoken: (thread: number) => void
): SyncWitness {
  // written out, without spreading: this is told of every step that takes or gives back a lock
  function tell(type: Plain, thread: number, line: number, object: number): void {
    trace.add({ type, at: at(), thread: threadId(thread), line, object: idOf(object) } satisfies Extract<Event, { type: Plain }>)
  }
  const telling =
    (type: Plain) =>
    (thread: number, line: number, object: number): void =>
      tell(type, thread, line, object)
  // a thread that hears this waits no more
  const answering =
    (type: Plain) =>
    (thread: number, line: number, object: number): void => {
      memory.waiting.delete(thread)
      tell(type, thread, line, object)
    }
  const valueOf = (kind: number, payload: number): TraceValue => traceValue(machine, machine.context.state, kind, payload)
  const moving =
    (type: 'put' | 'got') =>
    (thread: number, line: number, queue: number, kind: number, payload: number): void => {
      memory.waiting.delete(thread)
      trace.add({ type, at: at(), thread: threadId(thread), line, object: idOf(queue), value: valueOf(kind, payload) })
    }

  return {
    acquired(thread, line, object, tried) {
      memory.waiting.delete(thread)
      if (tried === true) trace.add({ type: 'acquired', at: at(), thread: threadId(thread), line, object: idOf(object), tried })
      else trace.add({ type: 'acquired', at: at(), thread: threadId(thread), line, object: idOf(object) })
    },
    released(thread, line, object) {
      const leaving = memory.leaving.get(thread)
      if (leaving !== undefined) {
        memory.leaving.delete(thread)
        trace.add({ type: 'suspended', at: at(), thread: threadId(thread), line: leaving.line, on: leaving.on })
      }
      tell('released', thread, line, object)
    },
    acquiredShared: answering('acquiredShared'),
    releasedShared: telling('releasedShared'),
    tryFailed: telling('tryFailed'),
    gaveUp(thread, line, object, timeout, to) {
      trace.add({ type: 'requested', at: at(), thread: threadId(thread), line, object: idOf(object), timeout, ...(to === null ? {} : { to }) })
      tell('timedOut', thread, line, object)
    },
    waitBegan(thread, line, object, timeout, isAny = false) {
      if (isWake(machine, machine.context.state, object)) return
      memory.waiting.add(thread)
      trace.add({ type: 'waitBegan', at: at(), thread: threadId(thread), line, object: idOf(object), timeout, ...(isAny ? { to: 'any' as const } : {}) })
    },
    woken(thread, line, object) {
      memory.waiting.delete(thread)
      if (isWake(machine, machine.context.state, object)) taskWoken(thread)
      else tell('woken', thread, line, object)
    },
    timedOut: answering('timedOut'),
    notified(thread, line, object, target) {
      if (isWake(machine, machine.context.state, object)) return
      trace.add({ type: 'notified', at: at(), thread: threadId(thread), line, object: idOf(object), target: target < 0 ? noThread : threadId(target) })
    },
    set: telling('set'),
    cleared: telling('cleared'),
    arrived: telling('arrived'),
    broken: telling('broken'),
    put: moving('put'),
    got: moving('got'),
    taskDone: telling('taskDone'),
    workBegan(thread, line, future, name) {
      trace.add({ type: 'workBegan', at: at(), thread: threadId(thread), line, object: idOf(future), name })
    },
    workEnded: telling('workEnded'),
    // what decides is no event, and who has left a barrier shows by what it does next
    asked() {},
    left() {}
  }
}
