import type { ValueKind } from '../../../core/program/value'
import type { Declaring } from './declaring'
import { allocator, inObject } from '../memory/heap'
import { raise } from '../memory/raised'
import { type RunMemory, words } from '../memory/runMemory'
import { kindCode, Ref, type SharedValues, type Value } from '../memory/sharedValue'
import { syncObjectWords } from './syncWords'
import { typeName } from './typeName'

/** Synchronisation objects of any kind. */
export interface SyncObjects {
  /** Makes one; `fill` gives its words what they hold at first, by its heap index. */
  make(kind: ValueKind, site: number, line: number, fill: (at: number) => void): Ref
  /** Makes one that no variable can hold, such as the lock of a condition; gives its heap index. */
  makeHidden(kind: ValueKind, line: number): number
  /** The heap index of an object of that kind, which is to do what it is asked; raises for anything else. */
  indexOf(value: Value, kind: ValueKind, attribute: string, line: number): number
}

/** The synchronisation objects that one worker makes and uses. */
export function syncObjects(memory: RunMemory, values: SharedValues, declaring: Declaring): SyncObjects {
  const control = new Int32Array(memory.control)
  const heap = new Int32Array(memory.heap)
  const allocate = allocator(memory)

  function makeHidden(kind: ValueKind, line: number): number {
    const at = allocate(syncObjectWords, line)
    heap[at + inObject.kind] = kindCode[kind]
    heap[at + inObject.id] = Atomics.add(control, words.objects, 1)
    return at
  }

  return {
    makeHidden,
    make(kind, site, line, fill) {
      const at = makeHidden(kind, line)
      fill(at)
      const object = values.ref(kind, at)
      declaring.made(object, site, line)
      return object
    },
    indexOf(value, kind, attribute, line) {
      if (!(value instanceof Ref) || value.kind !== kind) return raise('TypeError', `'${typeName(value)}' object has no attribute '${attribute}'`, line)
      declaring.used(value, line)
      return value.payload
    }
  }
}
