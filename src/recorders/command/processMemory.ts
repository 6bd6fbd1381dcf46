import { closeSync, openSync, readSync } from 'node:fs'

/** The memory of another process, for reading. */
export interface ProcessMemory {
  /** Reads bytes at an address into a buffer of its own, which the next reading overwrites; null when they cannot be read. */
  read(address: number, length: number): Buffer | null
  close(): void
}

const buffer = Buffer.alloc(256)

/** Opens /proc/PID/mem; null when it is gone or the system forbids it (ptrace access mode, ptrace(2)). An open one sees the memory of the program before `exec`: it is opened anew then. */
export function processMemory(pid: number): ProcessMemory | null {
  let file = openMemory(pid)
  if (file === null) return null

  function reopen(): boolean {
    if (file !== null) closeSync(file)
    file = openMemory(pid)
    return file !== null
  }

  return {
    read(address, length) {
      const got = readAt(file, address, length) === length || (reopen() && readAt(file, address, length) === length)
      return got ? buffer.subarray(0, length) : null
    },
    close() {
      if (file !== null) closeSync(file)
      file = null
    }
  }
}

function openMemory(pid: number): number | null {
  try {
    return openSync(`/proc/${pid}/mem`, 'r')
  } catch {
    return null
  }
}

function readAt(file: number | null, address: number, length: number): number {
  try {
    return file === null ? 0 : readSync(file, buffer, 0, length, address)
  } catch {
    // nothing is mapped there
    return 0
  }
}
