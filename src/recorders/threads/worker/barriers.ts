import { eventCode } from '../../../core/trace/event'
import { barrierPhase } from './barrierPhase'
import type { Guard } from './guard'
import { inObject } from '../memory/heap'
import type { Journal } from '../memory/journal'
import type { Patience } from './patience'
import { raise } from '../memory/raised'
import type { RunMemory } from '../memory/runMemory'
import { kindCode, kindOf, type Ref, type SharedValues, type Value } from '../memory/sharedValue'
import type { SyncObjects } from './syncObjects'
import { inBarrier } from './syncWords'
import { isNumeric, typeName } from './typeName'
import type { WaitKind } from './waitKind'
import type { WaitLists } from './waitLists'

/** Barriers in shared memory. */
export interface Barriers extends WaitKind {
  make(parties: Value, action: Value, site: number, line: number): Ref
  /** What the last to arrive has to call, or None; None also for what is no barrier. */
  action(barrier: Value): Value
  /** Lets those at a barrier go on, behind its action; nothing for what is no barrier. */
  trip(barrier: Value, line: number): void
  abort(barrier: Value, line: number): void
  reset(barrier: Value, line: number): void
  state(barrier: Value, ask: 'parties' | 'n_waiting' | 'broken', line: number): Value
}

const { filling, draining, resetting, broken, acting } = barrierPhase

/** The barriers of one worker. */
export function barriers(memory: RunMemory, values: SharedValues, objects: SyncObjects, lists: WaitLists, guarded: Guard, journal: Journal): Barriers {
  const heap = new Int32Array(memory.heap)
  const word = (at: number, which: number): number => Atomics.load(heap, at + which)
  const put = (at: number, which: number, value: number): void => void Atomics.store(heap, at + which, value)
  const phaseOf = (at: number): number => word(at, inBarrier.phase)
  const tell = (type: number, at: number, line: number): void => journal.event(type, heap[at + inObject.id] ?? -1, line)
  /** Which to arrive this worker's thread was. */
  let index = 0

  /** All go on, to find out; also those that were kept out. */
  function turn(at: number, phase: number): void {
    put(at, inBarrier.phase, phase)
    lists.wakeAll(at + inBarrier.waiting)
    lists.wakeAll(at + inBarrier.entering)
  }

  function leave(at: number): void {
    const inside = word(at, inBarrier.inside) - 1
    put(at, inBarrier.inside, inside)
    if (inside === 0 && (phaseOf(at) === draining || phaseOf(at) === resetting)) turn(at, filling)
  }

  /** Does something as soon as the phase lets it: until then the thread is kept out. */
  function enter<Answer>(at: number, may: (phase: number) => boolean, act: (phase: number) => Answer): Answer {
    for (;;) {
      const entry = guarded(at, () => {
        if (may(phaseOf(at))) return { answer: act(phaseOf(at)) }
        lists.join(at + inBarrier.entering)
        return null
      })
      if (entry !== null) return entry.answer
      lists.park(at, Number.POSITIVE_INFINITY)
    }
  }

  const actionOf = (at: number): Value => values.value(word(at, inBarrier.actionKind), word(at, inBarrier.actionPayload))

  /** True for the last one, which has the barrier to itself from here on. */
  function arrive(at: number, { seconds }: Patience, line: number): boolean {
    index = word(at, inBarrier.inside)
    put(at, inBarrier.inside, index + 1)
    tell(eventCode.arrived, at, line)
    const isLast = index + 1 === word(at, inBarrier.parties)
    if (isLast) put(at, inBarrier.phase, acting + journal.thread)
    else {
      journal.asks(eventCode.waitBegan, heap[at + inObject.id] ?? -1, line, seconds)
      lists.join(at + inBarrier.waiting)
    }
    return isLast
  }

  function giveUp(at: number, line: number): void {
    tell(eventCode.timedOut, at, line)
    tell(eventCode.broken, at, line)
    lists.leave(at + inBarrier.waiting)
    turn(at, broken)
  }

  /** The end of a wait, whether it was told to go on or its time is over; false when it has to wait on, as nobody can give up while the action runs. */
  function goOn(at: number, line: number): boolean {
    if (!lists.isWaiting()) tell(eventCode.woken, at, line)
    else if (phaseOf(at) === filling) giveUp(at, line)
    else return false
    const phase = phaseOf(at)
    leave(at)
    return phase === draining || raise('BrokenBarrierError', '', line)
  }

  return {
    make(parties, action, site, line) {
      // CPython up to 3.12 takes anything, and waits for ever
      if (!isNumeric(parties)) return raise('TypeError', `'<' not supported between instances of '${typeName(parties)}' and 'int'`, line)
      return objects.make('barrier', site, line, (at) => {
        heap[at + inBarrier.parties] = Number(parties)
        heap[at + inBarrier.actionKind] = kindCode[kindOf(action ?? null)]
        heap[at + inBarrier.actionPayload] = values.payload(action ?? null)
      })
    },
    begin(at, within, line) {
      const passes = enter(
        at,
        (phase) => phase === filling || phase === broken,
        (phase) => (phase === broken ? raise('BrokenBarrierError', '', line) : arrive(at, within, line))
      )
      return { passes, answer: index }
    },
    end(at, within, line) {
      lists.park(at, within.left())
      while (!guarded(at, () => goOn(at, line))) lists.park(at, Number.POSITIVE_INFINITY)
      return index
    },
    action(barrier) {
      if (kindOf(barrier) !== 'barrier') return null
      return actionOf(values.payload(barrier))
    },
    trip(barrier, line) {
      const at = values.payload(barrier)
      if (kindOf(barrier) !== 'barrier' || phaseOf(at) !== acting + journal.thread) return
      guarded(at, () => {
        if (kindOf(actionOf(at)) !== 'none') tell(eventCode.woken, at, line)
        turn(at, draining)
        leave(at)
      })
    },
    abort(barrier, line) {
      const at = objects.indexOf(barrier, 'barrier', 'abort', line)
      const mine = acting + journal.thread
      enter(
        at,
        (phase) => phase < acting || phase === mine,
        (phase) => {
          tell(eventCode.broken, at, line)
          turn(at, broken)
          // its action has raised, and so the caller leaves
          if (phase === mine) leave(at)
        }
      )
    },
    reset(barrier, line) {
      const at = objects.indexOf(barrier, 'barrier', 'reset', line)
      enter(
        at,
        (phase) => phase < acting,
        (phase) => {
          tell(eventCode.cleared, at, line)
          turn(at, word(at, inBarrier.inside) === 0 ? filling : phase === draining ? draining : resetting)
        }
      )
    },
    state(barrier, ask, line) {
      const at = objects.indexOf(barrier, 'barrier', ask, line)
      const phase = phaseOf(at)
      if (ask === 'broken') return phase === broken
      if (ask === 'parties') return word(at, inBarrier.parties)
      return phase === filling || phase >= acting ? word(at, inBarrier.inside) : 0
    }
  }
}
