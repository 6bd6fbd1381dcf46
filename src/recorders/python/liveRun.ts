import { eventCode, type RunStatus } from '../../core/trace/event'
import type { Problem } from '../../core/trace/problem'
import type { Listener, Plan } from '../recorder'
import type { Site } from './accessStream'
import { tracerClock } from './clock'
import { rowKind } from './layout'
import { liveThreads } from './liveThreads'
import { type GilSampler, gilSampler } from './gilSampler'
import { pythonHeader, type Ready } from './pythonHeader'
import { type RecordFile, recordFile } from './recordFile'
import { reorder } from './reorder'
import { type EventTeller, tellEvents } from './tellEvents'

/** A run as seen through its records while it goes on. */
export interface LiveRun {
  /** Reads what is new and tells it, apart from the last 30 ms: rows of several threads are put in order first. With `final` all of it. */
  poll(final: boolean): void
  /** A line that came by a pipe. */
  heard(stream: 'stdout' | 'stderr', line: string): void
  /** The program has ended (`code` as in `processExited`; `whole` when it ended by itself): tells the last events. */
  end(code: number, whole: boolean, status: RunStatus): void
  /** Nothing has happened for half a second and nobody can go on. */
  isStandstill(): boolean
  hasRing(): boolean
  /** Whether the program's first line was reached; why not, where the tracer refused it. */
  readonly begun: boolean
  readonly problem: Problem | null
  /** See `Ready.perEvent`; NaN before the program began. */
  readonly perEventNs: number
  readonly teller: EventTeller
  readonly dropped: number
  close(): void
}

/** How long rows wait for earlier ones of other threads, nanoseconds: a thread may lose the processor between reading the clock and writing its record. */
const patience = 30e6
/** How long a record may be on its way before it counts as given up, nanoseconds. */
const lostAfter = 1e9
/** How long nothing may happen until a standstill is taken for one. */
const quiet = 500

/** Starts watching the file of records; `begin` is called when the program's first line is about to run. */
export function liveRun(plan: Plan, records: string, command: string, listener: Listener, begin: () => void): LiveRun {
  const pending = reorder()
  const live = liveThreads()
  const file: RecordFile = recordFile(records, announced)
  const teller = tellEvents(file.accesses.names, live, plan.maxEvents)
  let clock: (() => number) | null = null
  let gil: GilSampler | null = null
  let process = -1
  let perEventNs = Number.NaN
  let problem: Problem | null = null
  let lastNews = performance.now()
  const early: { stream: 'stdout' | 'stderr'; line: string }[] = []

  function announced(kind: number, object: number, json: string): void {
    if (kind === rowKind.sites) file.accesses.addSites(object, JSON.parse(json) as Site[])
    else if (kind === rowKind.problem) problem = JSON.parse(json) as Problem
    else ready(JSON.parse(json) as Ready)
  }

  function ready(facts: Ready): void {
    clock = tracerClock(facts)
    process = facts.pid
    perEventNs = facts.perEvent
    file.begin()
    listener.header(pythonHeader(plan, facts))
    listener.stage('running')
    teller.begin(facts.now)
    teller.add(eventCode.processStarted, facts.now, 0, facts.pid, facts.parent, command)
    for (const { stream, line } of early.splice(0)) heard(stream, line)
    if (plan.gil) gil = gilSampler(facts, () => pending.rows, clock)
    begin()
  }

  function heard(stream: 'stdout' | 'stderr', line: string): void {
    if (clock === null) early.push({ stream, line })
    else pending.rows.push(stream === 'stdout' ? rowKind.printedOut : rowKind.printedError, clock(), -1, 0, 0, 0, line)
  }

  function flush(): void {
    const batch = teller.take()
    if (batch !== null) listener.batch(batch)
  }

  const dropped = (): number => teller.left + file.dropped()

  return {
    heard,
    teller,
    poll(final) {
      // by the clock before reading: whatever led to a row that is told now was in the file when the reading began, so cause is never told after effect
      const until = clock === null ? 0 : clock() - patience
      const before = pending.rows.length
      file.read(pending.rows, final ? Number.POSITIVE_INFINITY : until - lostAfter)
      if (pending.rows.length > before) lastNews = performance.now()
      gil?.learn(pending.rows.view(), before)
      // nobody's rows are told before those that led to them
      if (clock === null || (!final && file.hasGap())) return
      pending.take(final ? Number.POSITIVE_INFINITY : until, teller.row)
      flush()
    },
    end(code, whole, status) {
      const at = clock?.() ?? 0
      const lost = dropped()
      teller.finishLines()
      for (const words of gil?.notes() ?? []) teller.add(eventCode.marked, at, -1, -1, Number.NaN, words)
      // main's end is the end of all daemons, whatever they were at
      if (whole) for (const thread of live.live()) teller.add(eventCode.threadEnded, at, thread, -1, Number.NaN, null)
      teller.add(eventCode.processExited, at, 0, process, code, null)
      if (lost > 0) teller.add(eventCode.dropped, at, -1, -1, lost, null)
      teller.add(eventCode.ended, at, -1, -1, dropped(), status)
      flush()
    },
    isStandstill: () => performance.now() - lastNews > quiet && !file.hasGap() && live.isStandstill(),
    hasRing: live.hasRing,
    get perEventNs() {
      return perEventNs
    },
    get begun() {
      return clock !== null
    },
    get problem() {
      return problem
    },
    get dropped() {
      return dropped()
    },
    close() {
      gil?.close()
      file.close()
    }
  }
}
