import { closeSync, openSync, readSync } from 'node:fs'
import { type Result, success } from '../../core/trace/problem'
import { unseen } from './unseen'

/** Of one page: not in memory, in memory for this process alone, or for several. */
type PageState = 'absent' | 'alone' | 'shared'

const pageBytes = 4096n
const entryBytes = 8
const present = 1n << 63n
// "page exclusively mapped", told without root (Linux, admin-guide/mm/pagemap)
const exclusive = 1n << 56n

/**
 * The states of pages of 4 KiB from an address on, from /proc/PID/pagemap. Fails when the process has ended or may not be read.
 * @param from hexadecimal, as in a `Region`
 */
export function pageStates(pid: number, from: string, pages: number): Result<readonly PageState[]> {
  const entries = Buffer.alloc(pages * entryBytes)
  try {
    const file = openSync(`/proc/${pid}/pagemap`, 'r')
    try {
      const read = readSync(file, entries, 0, entries.length, (BigInt(`0x${from}`) / pageBytes) * BigInt(entryBytes))
      return success(Array.from({ length: Math.floor(read / entryBytes) }, (_, page) => stateOf(entries.readBigUInt64LE(page * entryBytes))))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    return unseen(pid, error)
  }
}

function stateOf(entry: bigint): PageState {
  if ((entry & present) === 0n) return 'absent'
  return (entry & exclusive) === 0n ? 'shared' : 'alone'
}
