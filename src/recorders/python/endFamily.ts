import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { type Kinsfolk, kinsfolk } from '../command/endCommand'

/** How long what cleans up behind a program may take once all others are gone, milliseconds. */
const cleaningMs = 3000

/** Whether a process is the one by which multiprocessing removes named semaphores and shared memory: it ends when the last process that uses them has. */
export function isTracker(pid: number): boolean {
  try {
    return /multiprocessing\.(resource|semaphore)_tracker/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1'))
  } catch {
    return false
  }
}

/** Ends what is left of a run: first whoever works (`kin`), then, when it has had time to clean up, what cleans up behind them. */
export async function endFamily({ pid = -1 }: ChildProcess, mark: string, kin: Kinsfolk): Promise<void> {
  await kin.endAll()
  const trackers = kinsfolk(pid, mark, (one) => !isTracker(one))
  for (let waited = 0; waited < cleaningMs && trackers.count() > 0; waited += 10) await new Promise((resolve) => setTimeout(resolve, 10))
  await kinsfolk(pid, mark).endAll()
}
