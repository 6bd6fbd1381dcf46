import { declaration } from '../../core/trace/decode'
import { eventCode, type ObjectKind, type Purpose } from '../../core/trace/event'

/** What the objects of the run have to give right now. */
export interface LiveObjects {
  /** The next event, by the cells of its row: code, thread, object, value, text. */
  apply(type: number, thread: number, object: number, value: number, text: string | null): void
  /**
   * Whether what somebody asks an object for is not to be had, unless another thread does something about it. Who waits to put into a queue without a limit
   * waits for room in the pipe behind it.
   */
  lacks(object: number, purpose: Purpose | null): boolean
  /** Who holds a lock, or works for a future; -1 nobody. */
  holder(object: number): number
  /** How an object stands: who holds it, and its levels, permits or values; null when it is unknown. */
  state(object: number): { readonly kind: ObjectKind; readonly capacity: number; readonly holder: number; readonly count: number } | null
  /** Some work is over and its result not there yet: it is on its way from another process. */
  readonly hasResultsOnTheWay: boolean
  /** Whether the event just applied lets all go who are in the wait set of its object. */
  opens(type: number, object: number): boolean
}

interface LiveObject {
  readonly kind: ObjectKind
  /** NaN: none. */
  readonly capacity: number
  /** Who holds a lock, or works for a future; -1 nobody. */
  holder: number
  /** Levels of a lock, permits of a semaphore that are in, values in a queue, arrivals at a barrier. */
  count: number
  /** Values of a queue that were put and not reported done. */
  unfinished: number
}

const isCounted = ({ kind }: Pick<LiveObject, 'kind'>): boolean => kind === 'semaphore' || kind === 'boundedSemaphore'

/** Starts with no objects. */
export function liveObjects(): LiveObjects {
  const objects = new Map<number, LiveObject>()
  /** Futures: those that are set, and those whose work is over but not that. */
  const done = new Set<number>()
  const onTheWay = new Set<number>()

  function declare(object: number, capacity: number, words: string): void {
    const { kind } = declaration(words)
    objects.set(object, { kind, capacity, holder: -1, count: isCounted({ kind }) ? capacity : 0, unfinished: 0 })
  }

  function take(it: LiveObject, thread: number): void {
    if (isCounted(it)) it.count--
    else {
      it.count = it.holder === -1 ? 1 : it.count + 1
      it.holder = thread
    }
  }

  function give(it: LiveObject): void {
    if (isCounted(it)) it.count++
    else if (--it.count <= 0) it.holder = -1
  }

  function fill(it: LiveObject, values: number, unfinished: number): void {
    it.count += values
    it.unfinished += unfinished
  }

  function change(it: LiveObject, type: number, thread: number): void {
    switch (type) {
      case eventCode.acquired:
        return take(it, thread)
      case eventCode.released:
        return give(it)
      case eventCode.workBegan:
        it.holder = thread
        return
      case eventCode.set:
        it.holder = -1
        return
      case eventCode.put:
        return fill(it, 1, 1)
      case eventCode.got:
        return fill(it, -1, 0)
      case eventCode.taskDone:
        return fill(it, 0, -1)
      case eventCode.arrived:
        // what the last round has counted stays until somebody arrives for the next
        it.count = it.count >= it.capacity ? 1 : it.count + 1
        return
      case eventCode.cleared:
      case eventCode.broken:
        it.count = 0
        return
      default:
    }
  }

  function follow(object: number, type: number): void {
    if (type === eventCode.workEnded && !done.has(object)) onTheWay.add(object)
    if (type !== eventCode.set) return
    done.add(object)
    onTheWay.delete(object)
  }

  return {
    apply(type, thread, object, value, text) {
      if (type === eventCode.declared) return declare(object, value, text ?? '')
      const it = objects.get(object)
      // a thread that is joined is no object, though its number may be one's
      if (it?.kind === 'future') follow(object, type)
      if (it !== undefined && type !== eventCode.joined && type !== eventCode.joinBegan) change(it, type, thread)
    },
    lacks(object, purpose) {
      const it = objects.get(object)
      if (it === undefined) return false
      if (it.kind !== 'queue') return isCounted(it) ? it.count <= 0 : it.holder !== -1
      return purpose === 'get' ? it.count <= 0 : purpose === 'put' ? !(it.count < it.capacity) : it.unfinished > 0
    },
    holder: (object) => objects.get(object)?.holder ?? -1,
    state: (object) => objects.get(object) ?? null,
    get hasResultsOnTheWay() {
      return onTheWay.size > 0
    },
    opens(type, object) {
      const it = objects.get(object)
      if (type === eventCode.set || type === eventCode.broken) return true
      if (type === eventCode.cleared) return it?.kind === 'barrier'
      return type === eventCode.arrived && it !== undefined && it.count >= it.capacity
    }
  }
}
