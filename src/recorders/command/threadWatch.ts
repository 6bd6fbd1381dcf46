import type { ObservedState } from '../../core/trace/event'
import { type ProcFile, procFile } from './procFile'
import { type ProcStat, procStat } from './procStat'
import type { WaitCall } from './waitCalls'

/** A system call that a thread is in: which, and its six arguments. */
export interface InCall {
  readonly call: WaitCall | null
  readonly arguments: readonly number[]
}

/** What one look at a thread has found. */
export interface Look {
  readonly state: ObservedState
  readonly cpu: number
  /** What it sleeps in; null when it does not sleep, or nobody may know. */
  readonly inCall: InCall | null
  readonly stat: ProcStat
}

/** A thread under observation. */
export interface ThreadWatch {
  /** Looks at a time in nanoseconds: what it finds, null when nothing can have changed, `gone` when there is no such thread any more. */
  look(now: number): Look | 'gone' | null
  /** The name that it had when the watch began. */
  readonly name: string
  /** Nanoseconds on a processor, and waiting for one, and turns on one: as of the last look. */
  readonly cpuTime: number
  readonly waitTime: number
  readonly turns: number
  /** Whether it was ever given a processor, or is gone. */
  hasRun(): boolean
  /** Whether it has run since the look before the last. */
  readonly moved: boolean
  /** Whether the system refuses to say what it waits for. */
  readonly opaque: boolean
  /** Voluntary and involuntary switches and, of its process, resident bytes; null when it is gone. */
  status(): Status | null
  /** Numbers of the processes that it has started and not yet waited for. */
  children(): number[]
  close(): void
}

/** What /proc/T/status counts. */
export interface Status {
  readonly voluntary: number
  readonly involuntary: number
  readonly resident: number
}

/**
 * The kernel counts a running thread's time at ticks, 250 a second or more: over a shorter stretch a thread that runs all the time may seem not to have run at all.
 */
const tick = 4.2e6
/** A sleeper that the scheduler has not touched is looked at fully at every so-manieth look only: it could have been woken and be waiting for a processor. */
const stride = 8

/** Starts watching a thread by its folder in /proc; null when it is gone already. */
export function threadWatch(folder: string, calls: ReadonlyMap<number, WaitCall>): ThreadWatch | null {
  const schedule = procFile(`${folder}/schedstat`)
  const stat = procFile(`${folder}/stat`)
  if (schedule === null || stat === null) {
    schedule?.close()
    stat?.close()
    return null
  }
  const first = stat.read() ?? ''
  const name = first === '' ? '' : procStat(first).name
  const syscall = procFile(`${folder}/syscall`)
  const files: (ProcFile | null)[] = [schedule, stat, syscall]
  let statusFile: ProcFile | null = null
  let childrenFile: ProcFile | null = null
  let state: ObservedState | null = null
  let [cpuTime, waitTime, turns] = [0, 0, 0]
  let moved = true
  let opaque = syscall === null
  let looks = 0
  /** An earlier look, at least a tick ago. */
  let mark = { at: 0, cpuTime: 0 }

  /** A thread that may run: it does when it has had its processor for at least half of the time since the mark. */
  function onProcessor(now: number, woken: boolean, arrived: boolean): ObservedState {
    if (woken) return arrived ? 'running' : 'runnable'
    const had = (cpuTime - mark.cpuTime) / Math.max(1, now - mark.at)
    return had >= 0.5 ? 'running' : 'runnable'
  }

  function call(): InCall | 'running' | null {
    const line = syscall?.read() ?? null
    if (line === null) {
      opaque = true
      return null
    }
    if (line.startsWith('running')) return 'running'
    const [number = -1, ...rest] = line.trim().split(' ').map(Number)
    return { call: calls.get(number) ?? null, arguments: rest.slice(0, 6) }
  }

  function sleeping(inCall: InCall | null): ObservedState {
    const kind = inCall?.call?.class
    return kind === 'futex' ? 'futex' : kind === 'io' ? 'io' : 'sleeping'
  }

  return {
    look(now) {
      const counted = schedule.read()
      if (counted === null || counted === '') return 'gone'
      const [cpu = 0, waited = 0, ran = 0] = counted.split(' ').map(Number)
      const woken = state !== 'running' && state !== 'runnable'
      const arrived = ran !== turns
      moved = cpu !== cpuTime || arrived || waited !== waitTime
      ;[cpuTime, waitTime, turns] = [cpu, waited, ran]
      if (state !== null && woken && !moved && ++looks % stride !== 0) return null
      const line = stat.read()
      if (line === null || line === '') return 'gone'
      const read = procStat(line)
      let inCall: InCall | null = null
      if (read.letter === 'R') state = onProcessor(now, woken, arrived)
      else if (read.letter === 'Z' || read.letter === 'X') state = 'zombie'
      else if (read.letter === 'T' || read.letter === 't') state = 'stopped'
      else {
        const found = call()
        if (found === 'running') state = onProcessor(now, woken, arrived)
        else {
          inCall = found
          state = read.letter === 'D' ? 'disk' : sleeping(found)
        }
      }
      if (now - mark.at >= tick) mark = { at: now, cpuTime }
      return { state, cpu: read.cpu, inCall, stat: read }
    },
    name,
    hasRun: () => Number(schedule.read()?.split(' ')[2] ?? 1) > 0,
    get cpuTime() {
      return cpuTime
    },
    get waitTime() {
      return waitTime
    },
    get turns() {
      return turns
    },
    get moved() {
      return moved
    },
    get opaque() {
      return opaque
    },
    status() {
      statusFile ??= procFile(`${folder}/status`)
      const text = statusFile?.read() ?? null
      if (text === null) return null
      const number = (pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? Number.NaN)
      const resident = number(/^VmRSS:\s+(\d+) kB/m) * 1024
      return { voluntary: number(/^voluntary_ctxt_switches:\s+(\d+)/m), involuntary: number(/^nonvoluntary_ctxt_switches:\s+(\d+)/m), resident }
    },
    children() {
      childrenFile ??= procFile(`${folder}/children`)
      const text = childrenFile?.read()?.trim() ?? ''
      return text === '' ? [] : text.split(' ').map(Number)
    },
    close() {
      for (const file of [...files, statusFile, childrenFile]) file?.close()
    }
  }
}
