import { rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { EventColumns } from '../../core/trace/columns'
import { eventCode, type RunStatus } from '../../core/trace/event'
import type { Problem } from '../../core/trace/problem'
import { lossTeller } from '../losses'
import type { Listener, Plan } from '../recorder'
import type { Site } from './accessStream'
import { tracerClock } from './clock'
import { rowKind } from './layout'
import { liveThreads } from './liveThreads'
import { snapshotTaker } from '../processes/snapshotTaker'
import { type GilSampler, gilSampler } from './gilSampler'
import { pythonHeader, type Ready } from './pythonHeader'
import type { Announce } from './eventChunk'
import { type RecordFile, recordFile } from './recordFile'
import { type Reorder, reorder } from './reorder'
import { newStore, type Store } from './store'
import { storeFolder } from './storeFolder'
import { type EventTeller, tellEvents } from './tellEvents'

/** A run as seen through its records while it goes on. */
export interface LiveRun {
  /** Reads what is new and tells it, apart from the last 30 ms: rows of several threads are put in order first. With `final` all of it. */
  poll(final: boolean): void
  /** A line that came by a pipe. */
  heard(stream: 'stdout' | 'stderr', line: string): void
  /** The program has ended (`code` as in `processExited`, at a time by `performance.now`; `whole` when it ended by itself): tells the last events. */
  end(code: number, exitedAt: number, whole: boolean, status: RunStatus): void
  /** Nothing has happened for half a second and nobody can go on. */
  isStandstill(): boolean
  hasRing(): boolean
  /** Whether the program's first line was reached; why not, where the tracer refused it. */
  readonly begun: boolean
  readonly problem: Problem | null
  /** See `Ready.perEvent`; NaN before the program began. */
  readonly perEventNs: number
  readonly teller: EventTeller
  /** Whether the program has child processes. */
  readonly hasFamily: boolean
  readonly dropped: number
  close(): void
}

/** How long rows wait for earlier ones of other threads, nanoseconds: a thread may lose the processor between reading the clock and writing its record. */
const patience = 30e6
/** How long a record may be on its way before it counts as given up, nanoseconds. */
const lostAfter = 1e9
/** A program that has no child processes is looked at from outside when it has lasted so long, nanoseconds. */
const soon = 300e6
/** How long nothing may happen until a standstill is taken for one. */
const quiet = 500

/** Starts watching the file of records; `begin` is called when the program's first line is about to run. */
export function liveRun(plan: Plan, records: string, command: string, listener: Listener, begin: () => void): LiveRun {
  const live = liveThreads()
  const sites: Site[] = []
  const first = readStore(records, 'first', announced, sites)
  const { pending, file } = first
  const readings = new Map([['first', first]])
  const look = storeFolder(dirname(records))
  const teller = tellEvents((uid) => readings.get(uid)?.store, live, plan.maxEvents)
  let clock: (() => number) | null = null
  let gil: GilSampler | null = null
  const snapshots = snapshotTaker(
    () => clock?.() ?? 0,
    (at, pid, text) => pending.rows.push(rowKind.snapshot, at, -1, pid, 0, 0, text)
  )
  let lookFrom = Number.POSITIVE_INFINITY
  let process = -1
  let perEventNs = Number.NaN
  let problem: Problem | null = null
  let lastNews = performance.now()
  const losses = lossTeller()
  let counted: { readonly at: number; readonly lost: number }[] = []
  const early: { stream: 'stdout' | 'stderr'; line: string }[] = []

  function announced(kind: number, object: number, json: string): void {
    if (kind === rowKind.sites) file.accesses.addSites(object, JSON.parse(json) as Site[])
    else if (kind === rowKind.problem) problem = JSON.parse(json) as Problem
    else ready(JSON.parse(json) as Ready)
  }

  /** Opens the stores that have come, and takes their names away: they end with whoever has them open. */
  function findStores(): void {
    for (const { uid, path } of look()) {
      const reading = readStore(path, uid, () => {}, sites)
      reading.file.begin()
      readings.set(uid, reading)
      if (globalThis.process.platform !== 'win32') rmSync(path, { force: true })
    }
  }

  /** Tells what all stores have up to a moment, in the order of time. */
  function tell(until: number): void {
    if (readings.size === 1) return pending.take(until, (rows, row) => teller.row(first.store, rows, row))
    const all: { readonly at: number; readonly store: Store; readonly rows: EventColumns; readonly row: number }[] = []
    for (const { pending: waiting, store } of readings.values()) {
      waiting.take(until, (rows, row) => void all.push({ at: rows.at[row] ?? 0, store, rows, row }))
    }
    all.sort((a, b) => a.at - b.at)
    for (const { store, rows, row } of all) teller.row(store, rows, row)
  }

  function ready(facts: Ready): void {
    clock = tracerClock(facts)
    process = facts.pid
    perEventNs = facts.perEvent
    file.begin()
    teller.processes.first(first.store, facts.pid)
    lookFrom = globalThis.process.platform === 'linux' ? facts.now + soon : Number.POSITIVE_INFINITY
    listener.header(pythonHeader(plan, facts))
    listener.stage('running')
    teller.begin(facts.now)
    teller.add(eventCode.processStarted, facts.now, 0, facts.pid, facts.parent, command)
    for (const { stream, line } of early.splice(0)) heard(stream, line)
    if (plan.gil) gil = gilSampler(facts, () => pending.rows, clock)
    begin()
  }

  /** Who has no children and is over soon is not looked at: there is nothing to see that its own records do not tell. */
  function lookAtProcesses(): void {
    const now = clock?.() ?? 0
    if (now > lookFrom || (teller.processes.hasFamily && lookFrom < Number.POSITIVE_INFINITY)) snapshots.look(now, teller.processes.living())
  }

  function heard(stream: 'stdout' | 'stderr', line: string): void {
    if (clock === null) early.push({ stream, line })
    else pending.rows.push(stream === 'stdout' ? rowKind.printedOut : rowKind.printedError, clock(), -1, 0, 0, 0, line)
  }

  function flush(): void {
    const batch = teller.take()
    if (batch !== null) listener.batch(batch)
  }

  const dropped = (): number => [...readings.values()].reduce((sum, reading) => sum + reading.file.dropped(), teller.left)

  /** Before this time nothing is missing; asked only where something is. A disk that is full may have room again, so there the looks must say it. */
  function wholeUntil(): number {
    const full = [...readings.values()].filter(({ file: its }) => its.dropped() > 0)
    return Math.min(teller.leftFrom, ...full.map(({ file: its }) => (its.isDiskFull() ? 0 : its.filledFrom)))
  }

  /** Tells what is missing up to a time: what was counted by then, for rows of that time are still on their way. */
  function tellLoss(until: number, isLast: boolean): void {
    const known = counted.findLast(({ at }) => at <= until)
    if (known === undefined) return
    counted = counted.filter(({ at }) => at > until)
    if (known.lost > 0) losses.whole(wholeUntil())
    const loss = losses.at(known.at, known.lost, isLast)
    if (loss !== null) teller.miss(known.at, loss.count, loss.since)
  }

  const fullDisk = (): readonly string[] =>
    [...readings.values()].some((reading) => reading.file.isDiskFull())
      ? [`There was no room left in ${dirname(dirname(records))}: events are missing from there on.`]
      : []

  return {
    heard,
    teller,
    poll(final) {
      // by the clock before reading: whatever led to a row that is told now was in the file when the reading began, so cause is never told after effect
      const now = clock?.() ?? 0
      const until = now - patience
      // also before the program has said that it begins: a short one may be over by the first look
      findStores()
      for (const reading of readings.values()) {
        const before = reading.pending.rows.length
        reading.file.read(reading.pending.rows, final ? Number.POSITIVE_INFINITY : until - lostAfter)
        if (reading.pending.rows.length > before) lastNews = performance.now()
        if (reading === first) gil?.learn(pending.rows.view(), before)
      }
      // nobody's rows are told before those that led to them
      if (clock === null || (!final && [...readings.values()].some((reading) => reading.file.hasGap()))) return
      if (!final) lookAtProcesses()
      tell(final ? Number.POSITIVE_INFINITY : until)
      counted.push({ at: now, lost: dropped() })
      tellLoss(until, false)
      flush()
    },
    end(code, exitedAt, whole, status) {
      const at = (clock?.() ?? 0) - Math.round((performance.now() - exitedAt) * 1e6)
      teller.finishLines()
      const looked = snapshots.words(at)
      if (looked !== null) teller.add(eventCode.measured, at, -1, -1, snapshots.took, 'snapshots ns')
      if (perEventNs > 0) teller.add(eventCode.measured, at, -1, -1, perEventNs, 'recording ns an event')
      const notes = [...(looked === null ? [] : [looked]), ...(gil?.notes() ?? []), ...fullDisk()]
      for (const words of notes) teller.add(eventCode.marked, at, -1, -1, Number.NaN, words)
      // main's end is the end of all daemons, whatever they were at
      if (whole) for (const thread of live.live()) teller.add(eventCode.threadEnded, at, thread, -1, Number.NaN, null)
      // nobody saw how these ended
      for (const left of teller.processes.left()) teller.add(eventCode.processExited, at, 0, left, Number.NaN, null)
      teller.add(eventCode.processExited, at, 0, process, code, null)
      counted.push({ at, lost: dropped() })
      tellLoss(at, true)
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
    get hasFamily() {
      return teller.processes.hasFamily
    },
    close() {
      gil?.close()
      for (const reading of readings.values()) reading.file.close()
      // only what multiprocessing itself calls so: the name came from the program
      for (const folder of teller.processes.folders) if (/^pymp-\w+$/.test(basename(folder))) rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** A store that is read, and its rows that wait for their turn. */
interface Reading {
  readonly file: RecordFile
  readonly pending: Reorder
  readonly store: Store
}

function readStore(path: string, uid: string, announce: Announce, sites: Site[]): Reading {
  const file = recordFile(path, announce, sites)
  return { file, pending: reorder(), store: newStore(uid, file.accesses.names) }
}
