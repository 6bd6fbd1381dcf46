import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { type Result, success } from '../../core/trace/problem'
import type { Descriptor, DescriptorsSnapshot } from '../../core/trace/snapshot'
import { unseen } from './unseen'

const modes = ['read', 'write', 'read and write'] as const

/** The file descriptors of a process, by number; one that is closed while they are read is left out. Fails when the process has ended or may not be read. */
export function descriptorTable(pid: number): Result<DescriptorsSnapshot> {
  try {
    const numbers = readdirSync(`/proc/${pid}/fd`).map(Number)
    return success({ descriptors: numbers.toSorted((a, b) => a - b).flatMap((number) => descriptor(pid, number) ?? []) })
  } catch (error) {
    return unseen(pid, error)
  }
}

function descriptor(pid: number, number: number): Descriptor | null {
  try {
    const target = readlinkSync(`/proc/${pid}/fd/${number}`)
    const info = readFileSync(`/proc/${pid}/fdinfo/${number}`, 'latin1')
    const flags = /^flags:\s+([0-7]+)$/m.exec(info)?.[1] ?? '0'
    const position = /^pos:\s+(\d+)$/m.exec(info)?.[1]
    // the two lowest bits are the access mode (open(2)); 3 is not in use
    const mode = modes[Number.parseInt(flags, 8) & 3] ?? 'read and write'
    return { number, target, mode, flags, position: position === undefined ? null : Number(position) }
  } catch {
    // closed since the folder was listed
    return null
  }
}
