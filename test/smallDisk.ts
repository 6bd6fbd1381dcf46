import { execFileSync } from 'node:child_process'

/** Mounts an empty disk of so many KiB over a folder, and tells whether this user may: only root of a Linux may. */
export function mountSmallDisk(folder: string, kib: number): boolean {
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'lab-test', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Takes it away again, with all that is on it. */
export const unmountSmallDisk = (folder: string): void => void execFileSync('/bin/umount', ['-l', folder])
