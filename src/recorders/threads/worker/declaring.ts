import { eventCode } from '../../../core/trace/event'
import type { Program } from '../../../core/program/program'
import { inObject, naming } from '../memory/heap'
import type { Journal } from '../memory/journal'
import { nameAt, waitsForPlace } from './naming'
import type { RunMemory } from '../memory/runMemory'
import { Ref } from '../memory/sharedValue'
import { inBarrier, inCondition, inQueue } from './syncWords'

/** Tells the trace what objects are called. */
export interface Declaring {
  /** Right after an object is made: names it unless it is to be an element of a list. */
  made(object: Ref, site: number, line: number): void
  /** When it is put into a list: the first place gives the name. */
  placed(value: unknown, index: number, line: number): void
  /** Before its first event, at the latest. */
  used(object: Ref, line: number): void
  /** What is to be done for an object of this kind once its name is known. */
  whenNamed(isList: boolean, tell: (object: Ref, name: string, line: number) => void): void
}

/** Naming of the objects that one worker makes or meets. */
export function declaring(program: Program, memory: RunMemory): Declaring {
  const heap = new Int32Array(memory.heap)
  const tellers = new Map<boolean, (object: Ref, name: string, line: number) => void>()
  const siteOf = (object: Ref): number => heap[object.payload + inObject.site] ?? 0

  function name(object: Ref, index: number, line: number): void {
    const word = object.payload + inObject.named
    // two threads may meet an object without a place at once: one of them names it, the other waits until the trace has the name
    if (Atomics.compareExchange(heap, word, naming.none, naming.begun) === naming.none) {
      heap[object.payload + inObject.place] = index + 1
      tellers.get(object.kind === 'list')?.(object, nameAt(program, siteOf(object), index), line)
      Atomics.store(heap, word, naming.done)
      Atomics.notify(heap, word)
    } else Atomics.wait(heap, word, naming.begun)
  }

  return {
    made(object, site, line) {
      heap[object.payload + inObject.site] = site
      if (!waitsForPlace(program, site)) name(object, -1, line)
    },
    placed(value, index, line) {
      if (
        value instanceof Ref &&
        value.kind !== 'function' &&
        value.kind !== 'thread' &&
        value.kind !== 'record' &&
        heap[value.payload + inObject.named] !== naming.done
      )
        name(value, index, line)
    },
    used(object, line) {
      if (heap[object.payload + inObject.named] !== naming.done) name(object, -1, line)
    },
    whenNamed(isList, tell) {
      tellers.set(isList, tell)
    }
  }
}

/** Writes the declaration of a synchronisation object, and behind it that of the lock that a condition has for itself. */
export function declareObject(
  program: Pick<Program, 'sites'>,
  heap: Int32Array<SharedArrayBuffer>,
  journal: Journal
): (object: Ref, name: string, line: number) => void {
  const idOf = (at: number): number => heap[at + inObject.id] ?? -1
  return (object, name, line) => {
    const at = object.payload
    const role = program.sites[heap[at + inObject.site] ?? -1]?.role
    if (role === 'wake') return
    const kind = role === 'future' ? 'future' : object.kind
    journal.note(eventCode.declared, idOf(at), line, capacityOf(heap, object), `${kind} ${name}`)
    if (object.kind !== 'condition' || heap[at + inCondition.ownsLock] !== 1) return
    journal.note(eventCode.declared, idOf(heap[at + inCondition.lock] ?? 0), line, -1, `rlock lock of ${name}`)
  }
}

/** Permits, parties or places; -1 for none. */
function capacityOf(heap: Int32Array<SharedArrayBuffer>, { kind, payload }: Ref): number {
  const word = (which: number): number => heap[payload + which] ?? 0
  if (kind === 'semaphore' || kind === 'boundedSemaphore') return word(inObject.capacity)
  if (kind === 'barrier') return word(inBarrier.parties)
  return kind === 'queue' && word(inQueue.capacity) > 0 ? word(inQueue.capacity) : -1
}
