import { readdirSync, readFileSync } from 'node:fs'
import { eventCode } from '../../core/trace/event'
import { addressBook, type ElfFiles } from './addressBook'
import type { CommandTeller } from './commandTeller'
import type { FamilyProcess, Lane } from './lane'
import { processMemory } from './processMemory'
import { exitCode, type ProcStat, procStat } from './procStat'
import { threadWatch } from './threadWatch'
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
  /** Threads seen so far. */
  readonly lanes: number
}

/** Starts a family. `name`: how its first thread will be called, which is still a shell's that waits to become it. */
export function family(teller: CommandTeller, calls: ReadonlyMap<number, WaitCall>, name: string): Family {
  const { processStarted, processExited, threadStarted, threadEnded } = eventCode
  const processes = new Map<number, FamilyProcess>()
  const files: ElfFiles = new Map()
  const names = new Map<string, number>()
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
    const lane: Lane = { id: lanes, tid, process, watch, parent, seen: at, announced: false, state: 'running', cpu: -1, wait: null, told: new Map() }
    lanes++
    process.lanes.set(tid, lane)
    process.main ??= lane
    return lane
  }

  function announce(lane: Lane): void {
    const { process, parent, seen: at } = lane
    lane.announced = true
    const own = lane.id === 0 ? name : read(`/proc/${process.pid}/task/${lane.tid}/comm`).trim() || lane.watch.name || `thread ${lane.tid}`
    if (lane === process.main && parent !== null) {
      teller.add(processStarted, at, parent.id, process.pid, parent.process.pid, commandOf(process.pid, own))
    }
    teller.add(threadStarted, at, lane.id, parent?.id ?? -1, process.parent === null ? Number.NaN : process.pid, numbered(own))
  }

  function add(pid: number, parent: Lane | null, at: number): void {
    const stat = statOf(pid)
    const known = processes.get(pid)
    if (stat === null || (known !== undefined && known.born === stat.born)) return
    const process: FamilyProcess = {
      pid,
      main: null,
      lanes: new Map(),
      parent: parent?.process ?? null,
      born: stat.born,
      memory: processMemory(pid),
      book: addressBook(pid, files),
      mutexes: new Map(),
      futexes: new Map(),
      exit: null
    }
    if (addLane(process, pid, parent, at) === null) return process.memory?.close()
    processes.set(pid, process)
    findThreads(process, at)
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
      teller.add(threadEnded, at, lane.id, -1)
      lane.watch.close()
      process.lanes.delete(lane.tid)
      if (process.lanes.size > 0) return
      processes.delete(process.pid)
      process.memory?.close()
      // the first process's end is told by who has waited for it
      const exit = process.exit === null ? Number.NaN : exitCode(process.exit)
      if (process.parent !== null) teller.add(processExited, at, process.main?.id ?? -1, process.pid, exit)
    },
    get lanes() {
      return lanes
    }
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
