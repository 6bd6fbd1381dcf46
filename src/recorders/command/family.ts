import { readdirSync, readFileSync } from 'node:fs'
import { hrtime } from 'node:process'
import { eventCode } from '../../core/trace/event'
import { addressBook, type ElfFiles } from './addressBook'
import type { CommandTeller } from './commandTeller'
import type { FamilyProcess, Lane } from './lane'
import { processMemory } from './processMemory'
import { exitCode, type ProcStat, procStat } from './procStat'
import { type ThreadWatch, threadWatch } from './threadWatch'
import type { WaitCall } from './waitCalls'

/** A command's processes and their threads, as far as they were seen. */
export interface Family {
  /** By process number. */
  readonly processes: ReadonlyMap<number, FamilyProcess>
  /** Adds a process whose parent's lane is known (null for the first), when it is there. */
  add(pid: number, parent: Lane | null, at: number): void
  /** Tells that a lane is there, from the moment on at which it was first seen. */
  announce(lane: Lane): void
  /** Looks for threads of a process that were not there before. */
  findThreads(process: FamilyProcess, at: number): void
  /** The lane is over: its thread is gone. */
  end(lane: Lane, at: number): void
  /** The lane of a thread that is or was there; null when there is none. */
  laneOf(tid: number): Lane | null
  /** A lane for a thread that no sample has seen and whose own records tell of it; null when its process is not known. */
  ghost(pid: number, tid: number, at: number): Lane | null
  /** Tells what samples saw of a lane's waits before a time; `acts`: at that time it does something else. */
  tellSightings(lane: Lane, before: number, acts: boolean): void
  /** Tells the sightings before a time, and the ends that were seen before a time and of which no record has told. */
  settle(before: number): void
  /** Its own records say when a lane ended. */
  tellEnd(lane: Lane, at: number): void
  /** A process that is or was there; null when it was never seen. */
  processOf(pid: number): FamilyProcess | null
  /** When threads began and with which function, where their own records say so. */
  readonly births: Map<number, { readonly at: number; readonly routine: number }>
}

/** Starts a family. `name`: how its first thread will be called, which is still a shell's that waits to become it. */
export function family(teller: CommandTeller, calls: ReadonlyMap<number, WaitCall>, name: string): Family {
  const { processStarted, processExited, threadStarted, threadEnded, joinBegan, joined } = eventCode
  const processes = new Map<number, FamilyProcess>()
  const files: ElfFiles = new Map()
  const names = new Map<string, number>()
  const byTid = new Map<number, Lane>()
  const known = new Map<number, FamilyProcess>()
  const births = new Map<number, { readonly at: number; readonly routine: number }>()
  let ending: { readonly lane: Lane; readonly at: number }[] = []
  const ended = new Set<Lane>()
  let lanes = 0

  /** `worker`, and the second of that name `worker 2`. */
  function numbered(own: string): string {
    const count = (names.get(own) ?? 0) + 1
    names.set(own, count)
    return count === 1 ? own : `${own} ${count}`
  }

  function addLane(process: FamilyProcess, tid: number, parent: Lane | null, at: number): Lane | null {
    const watch = threadWatch(`/proc/${process.pid}/task/${tid}`, calls)
    if (watch === null) return null
    const lane = laneFor(process, tid, watch, parent, at)
    process.lanes.set(tid, lane)
    process.main ??= lane
    return lane
  }

  function laneFor(process: FamilyProcess, tid: number, watch: ThreadWatch | null, parent: Lane | null, seen: number): Lane {
    const state = { announced: false, over: false, asked: null, state: 'running', cpu: -1, wait: null } as const
    const lane: Lane = { id: lanes, tid, process, watch, parent, seen, told: new Map(), sightings: [], ...state }
    lanes++
    byTid.set(tid, lane)
    return lane
  }

  function announce(lane: Lane): void {
    const { process, parent } = lane
    const birth = births.get(lane.tid)
    const at = Math.min(lane.seen, birth?.at ?? lane.seen)
    lane.announced = true
    const own = lane.id === 0 ? name : laneName(lane, birth?.routine ?? 0)
    if (lane === process.main) process.name = own
    if (lane === process.main && parent !== null) {
      teller.add(processStarted, at, parent.id, process.pid, parent.process.pid, commandOf(process.pid, own))
    }
    teller.add(threadStarted, at, lane.id, parent?.id ?? -1, process.parent === null ? Number.NaN : process.pid, numbered(own))
  }

  /** How a thread calls itself; one that has no name of its own is called by the function that it began with, where that is known. */
  function laneName({ process, tid, watch }: Lane, routine: number): string {
    const own = read(`/proc/${process.pid}/task/${tid}/comm`).trim() || watch?.name || ''
    const begun = routine > 0 && (own === '' || own === process.name) ? process.book.function(routine) : null
    const short = begun?.split('::').at(-1) ?? ''
    return short !== '' && !short.startsWith('_Z') ? short : own || process.name || `thread ${tid}`
  }

  function add(pid: number, parent: Lane | null, at: number): void {
    const stat = statOf(pid)
    if (stat === null || processes.get(pid)?.born === stat.born) return
    const process: FamilyProcess = {
      pid,
      name: '',
      main: null,
      lanes: new Map(),
      parent: parent?.process ?? null,
      born: stat.born,
      memory: processMemory(pid),
      book: addressBook(pid, files),
      mutexes: new Map(),
      futexes: new Map(),
      exit: null,
      exact: false
    }
    if (addLane(process, pid, parent, at) === null) return process.memory?.close()
    processes.set(pid, process)
    known.set(pid, process)
    findThreads(process, at)
  }

  function tellSightings({ id, sightings }: Lane, before: number, acts: boolean): void {
    for (let first = sightings[0]; first !== undefined && first.since < before; first = sightings[0]) {
      if (!first.told) teller.add(joinBegan, first.since, id, first.target.id)
      first.told = true
      const until = first.until !== null && first.until < before ? first.until : acts ? before : null
      if (until === null) return
      teller.add(joined, until, id, first.target.id)
      sightings.shift()
    }
  }

  function findThreads(process: FamilyProcess, at: number): void {
    let tids: string[]
    try {
      tids = readdirSync(`/proc/${process.pid}/task`)
    } catch {
      return
    }
    // a process of one thread has its main only
    if (tids.length === process.lanes.size && tids.every((tid) => process.lanes.has(Number(tid)))) return
    for (const tid of tids) if (!process.lanes.has(Number(tid))) addLane(process, Number(tid), process.main, at)
  }

  return {
    processes,
    add,
    announce,
    findThreads,
    end(lane, at) {
      const { process } = lane
      if (!lane.announced) announce(lane)
      if (!process.exact) teller.add(threadEnded, at, lane.id, -1)
      // its own records may tell of what it did between this sample's beginning and now, and of its end
      else ending.push({ lane, at: Number(hrtime.bigint()) })
      lane.watch?.close()
      process.lanes.delete(lane.tid)
      if (process.lanes.size > 0) return
      processes.delete(process.pid)
      process.memory?.close()
      // the first process's end is told by who has waited for it
      const exit = process.exit === null ? Number.NaN : exitCode(process.exit)
      if (process.parent !== null) teller.add(processExited, at, process.main?.id ?? -1, process.pid, exit)
    },
    laneOf: (tid) => byTid.get(tid) ?? null,
    ghost(pid, tid, at) {
      const process = known.get(pid)
      return process === undefined ? null : laneFor(process, tid, null, process.main, births.get(tid)?.at ?? at)
    },
    tellSightings,
    settle(before) {
      for (const lane of byTid.values()) if (lane.sightings.length > 0) tellSightings(lane, before, false)
      const due = ending.filter(({ at }) => at < before)
      ending = ending.filter(({ at }) => at >= before)
      for (const { lane, at } of due) if (!ended.has(lane)) teller.add(threadEnded, at, lane.id, -1)
    },
    tellEnd(lane, at) {
      lane.over = true
      if (ended.has(lane)) return
      ended.add(lane)
      teller.add(threadEnded, at, lane.id, -1)
    },
    processOf: (pid) => known.get(pid) ?? null,
    births
  }
}

function statOf(pid: number): ProcStat | null {
  const line = read(`/proc/${pid}/stat`)
  return line === '' ? null : procStat(line)
}

const commandOf = (pid: number, name: string): string => read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim() || name

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
