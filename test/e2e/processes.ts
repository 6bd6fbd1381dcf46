import { expect } from '@playwright/test'
import { processTable } from '../processTable'

/** All processes that a process started, and that those started, by the system's own table. */
export function descendants(pid: number): number[] {
  const table = processTable()
  const below = (above: number): number[] => table.filter(({ parent }) => parent === above).flatMap((child) => [child.pid, ...below(child.pid)])
  return below(pid)
}

/** The utility processes of an app that run Node: in a window that searches nothing large, its recording hosts. */
export function recordingHosts(pid: number): number[] {
  const below = new Set(descendants(pid))
  return processTable().flatMap((one) => (below.has(one.pid) && one.words.includes('node.mojom.NodeService') ? [one.pid] : []))
}

/** Those of the processes that are still there; one that only waits for its parent to take note of its end is not. */
function alive(pids: readonly number[]): number[] {
  const running = new Set(processTable().flatMap(({ pid, isZombie }) => (isZombie ? [] : [pid])))
  return pids.filter((pid) => running.has(pid))
}

/** Waits until all are gone; fails with those that are left. */
export const expectGone = (pids: readonly number[]): Promise<void> => expect.poll(() => alive(pids)).toEqual([])
