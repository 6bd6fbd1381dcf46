import { eventCode } from '../../core/trace/event'

/** Who waits for whom in the run right now. */
export interface LiveThreads {
  /** The next event, by the cells of its row: code, thread, object (or target), value. */
  apply(type: number, thread: number, object: number, value: number): void
  /** The thread just started is a daemon: nobody waits for its end. */
  daemon(thread: number): void
  /** Who has begun and not ended. */
  live(): readonly number[]
  /** Every live thread waits without a time limit, and nothing that one of them waits for is to be had; daemons alone are no standstill, for they are left behind. */
  isStandstill(): boolean
  /** Some threads wait for each other in a ring of locks and joins, whatever the others do. */
  hasRing(): boolean
}

type Wait = { readonly on: 'object' | 'thread'; readonly id: number } | 'timed' | null

interface Held {
  readonly thread: number
  readonly times: number
}

/** Starts with no threads. */
export function liveThreads(): LiveThreads {
  const waits = new Map<number, Wait>()
  const holders = new Map<number, Held>()
  const permits = new Map<number, number>()
  const daemons = new Set<number>()

  const waitFor = (on: 'object' | 'thread', id: number, limit: number): Wait => (Number.isNaN(limit) ? { on, id } : 'timed')

  function acquired(thread: number, object: number): void {
    waits.set(thread, null)
    const free = permits.get(object)
    if (free !== undefined) permits.set(object, free - 1)
    else holders.set(object, { thread, times: (holders.get(object)?.times ?? 0) + 1 })
  }

  function released(thread: number, object: number): void {
    waits.set(thread, null)
    const free = permits.get(object)
    const held = holders.get(object)
    if (free !== undefined) permits.set(object, free + 1)
    else if (held !== undefined && held.times > 1) holders.set(object, { ...held, times: held.times - 1 })
    else holders.delete(object)
  }

  function apply(type: number, thread: number, object: number, value: number): void {
    switch (type) {
      case eventCode.declared:
        if (!Number.isNaN(value)) permits.set(object, value)
        return
      case eventCode.threadEnded:
        waits.delete(thread)
        return
      case eventCode.requested:
        waits.set(thread, waitFor('object', object, value))
        return
      case eventCode.joinBegan:
        waits.set(thread, waitFor('thread', object, value))
        return
      case eventCode.sleepBegan:
        waits.set(thread, 'timed')
        return
      case eventCode.acquired:
        return acquired(thread, object)
      case eventCode.released:
        return released(thread, object)
      case eventCode.threadStarted:
      case eventCode.timedOut:
      case eventCode.joined:
      case eventCode.sleepEnded:
        waits.set(thread, null)
        return
      default:
    }
  }

  function isHopeless(wait: Wait): boolean {
    if (wait === null || wait === 'timed') return false
    if (wait.on === 'thread') return waits.has(wait.id)
    return (permits.get(wait.id) ?? 0) <= 0 && (permits.has(wait.id) || holders.has(wait.id))
  }

  /** Whose turn it is to do something before this thread can go on; -1 nobody's in particular. */
  function next(thread: number): number {
    const wait = waits.get(thread) ?? null
    if (wait === null || wait === 'timed') return -1
    return wait.on === 'thread' ? wait.id : (holders.get(wait.id)?.thread ?? -1)
  }

  function isInRing(start: number): boolean {
    let thread = next(start)
    for (let steps = 0; steps < waits.size && thread >= 0; steps++, thread = next(thread)) if (thread === start) return true
    return false
  }

  return {
    apply,
    daemon: (thread) => void daemons.add(thread),
    live: () => [...waits.keys()],
    isStandstill: () => [...waits.keys()].some((thread) => !daemons.has(thread)) && [...waits.values()].every(isHopeless),
    hasRing: () => [...waits.keys()].some(isInRing)
  }
}
