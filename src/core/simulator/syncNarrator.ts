import type { TraceBuilder } from '../trace/builder'
import { noThread, type ObjectId, threadId } from '../trace/ids'
import type { Machine } from './assemble'
import type { Happening } from './happening'
import type { NarratorMemory } from './narratorMemory'
import { traceValue } from './variables'
import type { Witness } from './witness'

/** What a witness hears about synchronisation objects. */
type SyncWitness = Pick<
  Witness,
  | 'acquired'
  | 'released'
  | 'tryFailed'
  | 'gaveUp'
  | 'waitBegan'
  | 'woken'
  | 'timedOut'
  | 'notified'
  | 'set'
  | 'cleared'
  | 'arrived'
  | 'broken'
  | 'put'
  | 'got'
  | 'taskDone'
>

/** Tells a trace what happens to synchronisation objects; `idOf` gives an object's id, declared before. */
export function syncNarrator(
  machine: Machine,
  memory: NarratorMemory,
  trace: TraceBuilder,
  happening: (thread: number, line: number) => Happening,
  idOf: (object: number) => ObjectId
): SyncWitness {
  const about = (thread: number, line: number, object: number): Happening & { readonly object: ObjectId } => {
    const id = idOf(object)
    return { ...happening(thread, line), object: id }
  }
  // a thread that hears this has what it asked for
  const answered = (thread: number): void => void memory.waiting.delete(thread)
  const valueOf = (kind: number, payload: number) => traceValue(machine, machine.context.state, kind, payload)

  return {
    acquired(thread, line, lock) {
      answered(thread)
      trace.add({ type: 'acquired', ...about(thread, line, lock) })
    },
    released: (thread, line, lock) => trace.add({ type: 'released', ...about(thread, line, lock) }),
    tryFailed: (thread, line, object) => trace.add({ type: 'tryFailed', ...about(thread, line, object) }),
    gaveUp(thread, line, object, timeout, to) {
      trace.add({ type: 'requested', ...about(thread, line, object), timeout, ...(to === null ? {} : { to }) })
      trace.add({ type: 'timedOut', ...about(thread, line, object) })
    },
    waitBegan(thread, line, object, timeout) {
      memory.waiting.add(thread)
      trace.add({ type: 'waitBegan', ...about(thread, line, object), timeout })
    },
    woken(thread, line, object) {
      answered(thread)
      trace.add({ type: 'woken', ...about(thread, line, object) })
    },
    timedOut(thread, line, object) {
      answered(thread)
      trace.add({ type: 'timedOut', ...about(thread, line, object) })
    },
    notified: (thread, line, object, target) =>
      trace.add({ type: 'notified', ...about(thread, line, object), target: target < 0 ? noThread : threadId(target) }),
    set: (thread, line, event) => trace.add({ type: 'set', ...about(thread, line, event) }),
    cleared: (thread, line, object) => trace.add({ type: 'cleared', ...about(thread, line, object) }),
    arrived: (thread, line, barrier) => trace.add({ type: 'arrived', ...about(thread, line, barrier) }),
    broken: (thread, line, barrier) => trace.add({ type: 'broken', ...about(thread, line, barrier) }),
    put(thread, line, queue, kind, payload) {
      answered(thread)
      trace.add({ type: 'put', ...about(thread, line, queue), value: valueOf(kind, payload) })
    },
    got(thread, line, queue, kind, payload) {
      answered(thread)
      trace.add({ type: 'got', ...about(thread, line, queue), value: valueOf(kind, payload) })
    },
    taskDone: (thread, line, queue) => trace.add({ type: 'taskDone', ...about(thread, line, queue) })
  }
}
