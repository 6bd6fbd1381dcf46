import { execFileSync } from 'node:child_process'
import { expect } from '@playwright/test'

/** All processes that a process started, and that those started, by the system's own table. */
export function descendants(pid: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
  const rows = table
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number))
  const below = (parent: number): number[] => rows.filter(([, of]) => of === parent).flatMap(([child]) => (child === undefined ? [] : [child, ...below(child)]))
  return below(pid)
}

/** The utility processes of an app that run Node: in a window that searches nothing large, its recording hosts. */
export function recordingHosts(pid: number): string[] {
  const below = descendants(pid)
  const table = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
  const rows = table.split('\n').map((row) => /^\s*(\d+)\s+(.*)$/.exec(row))
  return rows.flatMap((row) => (row !== null && below.includes(Number(row[1])) && row[2]?.includes('node.mojom.NodeService') === true ? [row[1] ?? ''] : []))
}

/** Those of the processes that are still there; one that only waits for its parent to take note of its end is not. */
function alive(pids: readonly number[]): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,stat='], { encoding: 'utf8' })
  const running = new Set(
    table
      .trim()
      .split('\n')
      .flatMap((row) => {
        const [pid, state] = row.trim().split(/\s+/)
        return state?.startsWith('Z') ? [] : [Number(pid)]
      })
  )
  return pids.filter((pid) => running.has(pid))
}

/** Waits until all are gone; fails with those that are left. */
export const expectGone = (pids: readonly number[]): Promise<void> => expect.poll(() => alive(pids)).toEqual([])
