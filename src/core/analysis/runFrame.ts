import type { ObjectKind } from '../trace/event'
import { moment } from '../trace/ids'
import { never } from '../trace/never'
import type { Trace } from '../trace/trace'
import {
  kindBarrier,
  kindCondition,
  kindEvent,
  kindFutex,
  kindGil,
  kindLock,
  kindQueue,
  kindRlock,
  kindRwlock,
  kindSemaphore,
  kindVariable,
  type RunFrame
} from './runState'

/** Measures a trace: how many threads and objects its events name, of which kinds. One pass over the ids. */
export function runFrame(trace: Trace): RunFrame {
  const { thread, at, length } = trace.events
  let lastThread = -1
  for (let row = 0; row < length; row++) {
    const id = thread[row] ?? -1
    if (id > lastThread) lastThread = id
  }
  let lastObject = -1
  for (const id of trace.objects.keys()) if (id > lastObject) lastObject = id
  const kinds = new Uint8Array(lastObject + 1)
  const capacities = new Float64Array(lastObject + 1).fill(Number.NaN)
  for (const { id, kind, capacity } of trace.objects.values()) {
    kinds[id] = kindCode(kind)
    if (capacity !== null) capacities[id] = capacity
  }
  const loops = new Int32Array(lastThread + 1).fill(-1)
  for (const { id, loop } of trace.threads.values()) if (loop !== null && id <= lastThread) loops[id] = loop
  return {
    threadCount: lastThread + 1,
    objectCount: lastObject + 1,
    kinds,
    capacities,
    outside: trace.header.engine === 'command',
    loops,
    turns: trace.header.engine === 'python' && loops.some((loop) => loop >= 0),
    steps: trace.header.clock.unit === 'steps',
    start: moment(Math.min(0, at[0] ?? 0))
  }
}

function kindCode(kind: ObjectKind): number {
  switch (kind) {
    case 'lock':
      return kindLock
    case 'rlock':
      return kindRlock
    case 'semaphore':
    case 'boundedSemaphore':
      return kindSemaphore
    case 'variable':
    case 'atomic':
      return kindVariable
    case 'condition':
      return kindCondition
    case 'event':
    case 'future':
      return kindEvent
    case 'barrier':
      return kindBarrier
    case 'queue':
      return kindQueue
    case 'rwlock':
      return kindRwlock
    case 'gil':
      return kindGil
    case 'futex':
      return kindFutex
    default:
      return never(kind)
  }
}
