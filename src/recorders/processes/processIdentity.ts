import { readdirSync, readFileSync } from 'node:fs'
import { type Result, success } from '../../core/trace/problem'
import type { SystemThread, ThreadCondition, TreeSnapshot } from '../../core/trace/snapshot'
import { exitCode, type ProcStat, procStat } from '../command/procStat'
import { unseen } from './unseen'

/** A command's words are kept up to so many characters: a command line may have two million. */
const longestCommand = 4096
/** A tick of the times in /proc/T/stat, nanoseconds (sysconf(_SC_CLK_TCK) is 100 on every Linux of today). */
const tickNs = 1e7

/** Who a process is: parent, name, command, state, and its threads with their counters; about 0.1 ms, and as much for each thread. Fails when it has ended. */
export function processIdentity(pid: number): Result<TreeSnapshot> {
  try {
    const own = procStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    const state = conditionOf(own)
    return success({
      parent: own.parent,
      name: own.name,
      command: commandOf(pid),
      state,
      exit: state === 'zombie' ? exitOf(pid, own) : null,
      threads: readdirSync(`/proc/${pid}/task`)
        .map(Number)
        .toSorted((a, b) => a - b)
        .flatMap((id) => thread(pid, id) ?? [])
    })
  } catch (error) {
    return unseen(pid, error)
  }
}

function conditionOf({ letter }: ProcStat): ThreadCondition {
  if (letter === 'R') return 'runnable'
  if (letter === 'D') return 'disk'
  if (letter === 'T' || letter === 't') return 'stopped'
  return letter === 'Z' || letter === 'X' ? 'zombie' : 'sleeping'
}

/** The system shows 0 to whoever may not know. */
function exitOf(pid: number, { exit }: ProcStat): number | null {
  if (exit !== 0) return exitCode(exit)
  try {
    // readable by exactly those who are shown the exit status (ptrace access mode)
    readFileSync(`/proc/${pid}/syscall`)
    return 0
  } catch {
    return null
  }
}

function commandOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  const words = text.length > longestCommand ? `${text.slice(0, longestCommand)}…` : text.replace(/\0$/, '')
  return words === '' ? [] : words.split('\0')
}

/** Null when it has ended since the folder was listed. */
function thread(pid: number, id: number): SystemThread | null {
  const folder = `/proc/${pid}/task/${id}`
  try {
    const line = readFileSync(`${folder}/stat`, 'utf8')
    const status = readFileSync(`${folder}/status`, 'utf8')
    const stat = procStat(line)
    // newlines of a name are escaped there, so a name cannot pass for a counter
    const count = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
    return {
      id,
      name: stat.name,
      state: conditionOf(stat),
      cpuTime: cpuTime(folder, stat),
      voluntary: count('voluntary_ctxt_switches'),
      involuntary: count('nonvoluntary_ctxt_switches')
    }
  } catch {
    return null
  }
}

/** To the nanosecond where the kernel keeps such statistics, else in ticks. */
function cpuTime(folder: string, { ticks }: ProcStat): number {
  try {
    return Number(readFileSync(`${folder}/schedstat`, 'latin1').split(' ')[0])
  } catch {
    return ticks * tickNs
  }
}
