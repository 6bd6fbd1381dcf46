import type { EventColumns } from '../trace/columns'
import type { Purpose } from '../trace/event'
import { type Moment, moment, type ThreadId, threadId } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { purposeOf } from './purpose'
import { isLost } from './forgetHolds'
import { type Replay, replay, replayIndex } from './replay'
import {
  holdWord,
  kindSemaphore,
  objectWords,
  offNo,
  offObserved,
  offWord,
  phaseLive,
  phaseWord,
  type RunFrame,
  type RunState,
  sinceWord,
  threadWords,
  toWord,
  waitTimed,
  waitTimedJoin,
  waitTimedSet,
  waitWord,
  word
} from './runState'
import { gapsIn, isWithin, type Stretch, unknownStretches } from './unknownStretches'
import { stateCode, stateOf, targetOf, type WaitTarget, waitTargetOf } from './threadState'

/** A thread that cannot go on, and what would let it. */
export interface WaitEdge {
  readonly thread: ThreadId
  readonly target: WaitTarget
  /** What it asked the object for, where there is more than one thing to ask. */
  readonly purpose: Purpose | null
  /**
   * Who holds the object, by id: owner of a lock, holders of a semaphore's permits (each once), writer and, for who wants to write, readers; the thread itself for a
   * join; the worker that is at a future. Nobody holds a condition, an event, a barrier or a queue: any thread may end a wait for one.
   */
  readonly holders: readonly ThreadId[]
  /** Events were lost, and none has told since by whom the object is held: others may hold it. */
  readonly holdersLost: boolean
  /** It waits for the end of another task's turn, not of the task. */
  readonly turn: boolean
  /** It gives up by itself: drawn dotted, and never part of a deadlock. */
  readonly timed: boolean
  /** When it began to wait. */
  readonly since: Moment
  /** Source line that waits, 0 unknown. */
  readonly line: number
}

/** Who waits for whom after a number of events: one edge from each thread that cannot go on, by thread id. */
export function waitEdges(events: EventColumns, frame: RunFrame, state: RunState): WaitEdge[] {
  const edges = ownEdges(events, frame, state)
  const turns = frame.turns ? turnEdges(frame, state, edges) : []
  return turns.length > 0 ? [...edges, ...turns].toSorted((a, b) => a.thread - b.thread) : edges
}

/** A task that waits in the middle of its turn keeps its loop: all other tasks of the loop, and what its thread itself would do, wait for the end of the turn. */
function turnEdges({ loops }: RunFrame, { threads }: RunState, edges: readonly WaitEdge[]): WaitEdge[] {
  const at = (thread: number, offset: number): number => word(threads, thread * threadWords + offset)
  const isOnTurn = (task: number): boolean => at(task, offWord) === offNo || at(task, offWord) >= offObserved
  const waiting = new Set<number>(edges.map(({ thread }) => thread))
  return edges.flatMap((edge) => {
    const loop = loops[edge.thread] ?? -1
    if (loop < 0 || !isOnTurn(edge.thread)) return []
    const others = [...loops.keys()].filter((other) => other !== edge.thread && (other === loop || loops[other] === loop))
    return others
      .filter((other) => !waiting.has(other) && at(other, phaseWord) === phaseLive)
      .map(
        (other): WaitEdge => ({
          ...edge,
          thread: threadId(other),
          target: { thread: edge.thread },
          purpose: null,
          holders: [edge.thread],
          holdersLost: false,
          turn: true
        })
      )
  })
}

function ownEdges(events: EventColumns, frame: RunFrame, state: RunState): WaitEdge[] {
  const edges: WaitEdge[] = []
  for (let thread = 0; thread < frame.threadCount; thread++) {
    const code = stateOf(events, frame, state, thread)
    if (code !== stateCode.blocked && code !== stateCode.waiting) continue
    const target = targetOf(waitTargetOf(state, thread))
    if (target === null) continue
    const base = thread * threadWords
    const wait = word(state.threads, base + waitWord)
    const since = word(state.threads, base + sinceWord)
    const purpose = purposeOf(word(state.threads, base + toWord))
    edges.push({
      thread: threadId(thread),
      target,
      purpose,
      holders: 'object' in target ? holdersOf(events, frame, state, target.object, purpose) : [target.thread],
      holdersLost: 'object' in target && isLost(state, target.object),
      turn: false,
      timed: wait === waitTimed || wait === waitTimedJoin || wait === waitTimedSet,
      since: moment(events.at[since] ?? 0),
      line: events.line[since] ?? 0
    })
  }
  return edges
}

/** Who holds an object against somebody, by id, each once. */
function holdersOf(events: EventColumns, frame: RunFrame, state: RunState, object: number, purpose: Purpose | null): ThreadId[] {
  const owner = word(state.objects, object * objectWords + holdWord)
  const out = state.permits.get(object) ?? []
  const rows = frame.kinds[object] === kindSemaphore ? out : purpose === 'write' ? [owner, ...out] : [owner]
  const threads = rows.filter((row) => row >= 0).map((row) => threadId(events.thread[row] ?? -1))
  return [...new Set(threads)].toSorted((a, b) => a - b)
}

/** Who waits for whom at a moment, as far as it is known: of whom events were lost since nothing is said. */
export const waitForAt = (trace: Trace, at: Moment): WaitEdge[] => edgesOf(replay(trace), unknownStretches(trace), gapsIn(trace), at)

/** `waitForAt` for many moments of one trace. */
export function waitForIndex(trace: Trace, replaying: Replay = replayIndex(trace)): (at: Moment) => WaitEdge[] {
  const [unknown, gaps] = [unknownStretches(trace), gapsIn(trace)]
  return (at) => edgesOf(replaying, unknown, gaps, at)
}

function edgesOf({ trace, frame, stateAfter }: Replay, unknown: ReadonlyMap<ThreadId, readonly Stretch[]>, gaps: readonly Stretch[], at: Moment): WaitEdge[] {
  const edges = waitEdges(trace.events, frame, stateAfter(at)).filter(({ thread }) => !isWithin(unknown.get(thread), at))
  if (!isWithin(gaps, at)) return edges
  return edges.map((edge) => ('object' in edge.target ? { ...edge, holders: [], holdersLost: true } : edge))
}
