import { eventCode, type Purpose, purposes } from '../../core/trace/event'
import { never } from '../../core/trace/never'
import { type LiveObjects, liveObjects } from './liveObjects'

/** Who waits for whom in the run right now. */
export interface LiveThreads {
  /** The next event, by the cells of its row: code, thread, object (or target), value, text. */
  apply(type: number, thread: number, object: number, value: number, text: string | null): void
  /** The thread just started is a daemon: nobody waits for its end. */
  daemon(thread: number): void
  /** The loop of this thread sleeps; `forEver`: it has no timer, and nobody but another thread could wake it. */
  idle(thread: number, forEver: boolean): void
  /** The loop of this thread goes on. */
  busy(thread: number): void
  /** The thread serves others of its process and its process's kin: unless it waits for something, nobody counts on it. */
  serves(thread: number): void
  /** How an object stands; null when it is unknown. */
  readonly state: LiveObjects['state']
  /** Who has begun and not ended. */
  live(): readonly number[]
  /** Every live thread waits without a time limit, and nothing that one of them waits for is to be had; daemons alone are no standstill, for they are left behind. */
  isStandstill(): boolean
  /** Some threads wait for each other in a ring of locks and joins, whatever the others do. */
  hasRing(): boolean
}

/** For an object that was asked for something, in the wait set of one, for a thread's end, or not for ever. */
type Wait =
  | { readonly on: 'object'; readonly id: number; readonly purpose: Purpose | null }
  | { readonly on: 'set' | 'thread'; readonly id: number }
  | 'idle'
  | 'timed'
  | null

/** Starts with no threads. */
export function liveThreads(): LiveThreads {
  const waits = new Map<number, Wait>()
  const objects = liveObjects()
  const daemons = new Set<number>()
  /** Task → the thread of its loop. */
  const loops = new Map<number, number>()
  /** Thread of a loop → the task that has its turn. */
  const turns = new Map<number, number>()
  const servers = new Set<number>()

  const begin = (thread: number, limit: number, untimed: Wait): void => void waits.set(thread, Number.isNaN(limit) ? untimed : 'timed')

  function letGo(thread: number, object: number): void {
    const now = waits.get(thread)
    // until it says so itself, it is about to run
    if (now !== undefined && isInSet(now, object)) waits.set(thread, null)
  }

  function endTurn(task: number): void {
    const loop = loops.get(task) ?? -1
    if (turns.get(loop) === task) turns.delete(loop)
  }

  function move(type: number, thread: number, object: number, value: number, text: string | null): void {
    switch (type) {
      case eventCode.threadEnded:
        waits.delete(thread)
        endTurn(thread)
        loops.delete(thread)
        return
      case eventCode.resumed:
        if (loops.has(thread)) turns.set(loops.get(thread) ?? -1, thread)
        return
      case eventCode.suspended:
        return endTurn(thread)
      case eventCode.taskStarted:
        loops.set(thread, value)
        waits.set(thread, null)
        return
      case eventCode.requested:
        // one that says when it has nothing to do is at work when it does not
        servers.delete(thread)
        return begin(thread, value, { on: 'object', id: object, purpose: purposes.find((known) => known === text) ?? null })
      case eventCode.waitBegan:
        return begin(thread, value, { on: 'set', id: object })
      case eventCode.joinBegan:
        return begin(thread, value, { on: 'thread', id: object })
      case eventCode.sleepBegan:
        waits.set(thread, 'timed')
        return
      case eventCode.notified:
        return letGo(value, object)
      case eventCode.threadStarted:
      case eventCode.acquired:
      case eventCode.released:
      case eventCode.tryFailed:
      case eventCode.timedOut:
      case eventCode.joined:
      case eventCode.sleepEnded:
      case eventCode.woken:
      case eventCode.put:
      case eventCode.got:
      case eventCode.workBegan:
        waits.set(thread, null)
        return
      default:
    }
  }

  function apply(type: number, thread: number, object: number, value: number, text: string | null): void {
    move(type, thread, object, value, text)
    objects.apply(type, thread, object, value, text)
    if (objects.opens(type, object)) for (const other of waits.keys()) letGo(other, object)
  }

  /** A task cannot go on while its loop sleeps for ever, whatever it waits for, nor while another that has its turn is stuck in it. */
  function isStuck(thread: number, wait: Wait): boolean {
    const loop = loops.get(thread)
    const turn = turns.get(loop ?? thread)
    if (turn !== undefined) return isHopeless(waits.get(turn) ?? null)
    if (loop !== undefined) return waits.get(loop) === 'idle'
    return isIdleServer(thread) || isHopeless(wait)
  }

  const isIdleServer = (thread: number): boolean => servers.has(thread) && waits.get(thread) === null

  function isHopeless(wait: Wait): boolean {
    if (wait === null || wait === 'timed') return false
    if (wait === 'idle') return true
    switch (wait.on) {
      case 'thread':
        return waits.has(wait.id) && !isIdleServer(wait.id)
      case 'set':
        return true
      case 'object':
        return objects.lacks(wait.id, wait.purpose)
      default:
        return never(wait)
    }
  }

  /** Whose turn it is to do something before this thread can go on; -1 nobody's in particular. */
  function next(thread: number): number {
    const wait = waits.get(thread) ?? null
    if (wait === null || wait === 'timed' || wait === 'idle') return -1
    return wait.on === 'thread' ? wait.id : objects.holder(wait.id)
  }

  function isInRing(start: number): boolean {
    let thread = next(start)
    for (let steps = 0; steps < waits.size && thread >= 0; steps++, thread = next(thread)) if (thread === start) return true
    return false
  }

  return {
    apply,
    daemon: (thread) => void daemons.add(thread),
    idle: (thread, forEver) => void waits.set(thread, forEver ? 'idle' : null),
    busy: (thread) => void waits.set(thread, null),
    serves: (thread) => void servers.add(thread),
    state: objects.state,
    live: () => [...waits.keys()],
    isStandstill: () =>
      !objects.hasResultsOnTheWay &&
      [...waits.keys()].some((thread) => !daemons.has(thread) && !servers.has(thread)) &&
      [...waits].every(([thread, wait]) => isStuck(thread, wait)),
    hasRing: () => [...waits.keys()].some(isInRing)
  }
}

const isInSet = (wait: Wait, object: number): boolean => wait !== null && wait !== 'timed' && wait !== 'idle' && wait.on === 'set' && wait.id === object
