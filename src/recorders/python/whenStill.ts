import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { type ProcStat, procStat } from '../command/procStat'
import { signalGroup } from './endProcess'

/** How long an interpreter that is to start may do nothing at all, milliseconds: one that starts slowly on a busy machine wants its processor all the time. */
export const stillMs = 3000
/** How often it is looked at; nothing is looked at before this time is over, so who starts as usual costs nothing. */
const everyMs = 500

/**
 * Calls once when a process and all that it started have slept for `stillMs` without a moment of processor time: it hangs. Linux; elsewhere it never calls.
 * Gives what ends the watch.
 */
export function whenStill(pid: number | undefined, call: () => void): () => void {
  if (process.platform !== 'linux' || pid === undefined) return () => {}
  let since = performance.now()
  let before = ''
  const watch = setInterval(() => {
    const now = performance.now()
    const seen = signOfLife(pid)
    if (seen === null || seen !== before) {
      before = seen ?? ''
      since = now
    } else if (now - since >= stillMs) {
      clearInterval(watch)
      call()
    }
  }, everyMs)
  return () => clearInterval(watch)
}

/**
 * Kills a child that leads a group of its own and all that it started: the group, also those that are born while somebody looks, and on Linux those that have left
 * it, as far as their parents are there.
 */
export function killOffspring(child: ChildProcess): void {
  const others = process.platform === 'linux' && child.pid !== undefined ? [...offspring(child.pid).keys()] : []
  signalGroup(child, 'SIGKILL')
  for (const one of others) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // gone meanwhile
    }
  }
}

/** Who is there and how much processor time they have had; null while one of them has or wants the processor, waits for a disk or was stopped by somebody. */
function signOfLife(pid: number): string | null {
  const all = [...offspring(pid)]
  if (all.length === 0 || all.some(([, { letter }]) => !'SZX'.includes(letter))) return null
  return all.map(([one, { ticks }]) => `${one} ${ticks}`).join()
}

function offspring(first: number): Map<number, ProcStat> {
  const everyone = new Map<number, ProcStat>()
  for (const pid of readdirSync('/proc').map(Number)) {
    try {
      if (pid > 0) everyone.set(pid, procStat(readFileSync(`/proc/${pid}/stat`, 'latin1')))
    } catch {
      // gone meanwhile
    }
  }
  const found = new Map<number, ProcStat>()
  const add = (pid: number): void => {
    const stat = everyone.get(pid)
    if (stat === undefined || found.has(pid)) return
    found.set(pid, stat)
    for (const [child, { parent }] of everyone) if (parent === pid) add(child)
  }
  add(first)
  return found
}
