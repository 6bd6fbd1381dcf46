import { readFileSync, readlinkSync } from 'node:fs'
import { type Result, success } from '../../core/trace/problem'
import type { MapsSnapshot, Region } from '../../core/trace/snapshot'
import { pageRuns } from './pageRuns'
import { pageStates } from './pageStates'
import { regionWords } from './regionWords'
import { unseen } from './unseen'

const header = /^([0-9a-f]+)-([0-9a-f]+) ([rwxps-]{4}) \S+ \S+ \S+ *(.*)$/
const counter = /^(\w+): +(\d+) kB$/

/** So many pages of a process are told one by one, at most: 64 MiB, of which the system's list takes 128 KiB. */
const mostPages = 16_384
const pageKib = 4

/**
 * The regions of a process's memory, from /proc/PID/smaps: 2 to 10 ms for a Python. Of memory that `fork` shares until it is written (private and writable) also the
 * single pages, as far as they may be read. Fails when it has ended or may not be read.
 */
export function addressSpace(pid: number): Result<MapsSnapshot> {
  try {
    const program = readlinkSync(`/proc/${pid}/exe`)
    let left = mostPages
    const regions = regionsOf(readFileSync(`/proc/${pid}/smaps`, 'utf8'), program).map((each): Region => {
      const count = each.size / pageKib
      if (!mayBeCopied(each) || count > left) return each
      left -= count
      const states = pageStates(pid, each.from, count)
      return states.ok ? { ...each, pages: pageRuns(states.value) } : each
    })
    return success({ regions })
  } catch (error) {
    return unseen(pid, error)
  }
}

const mayBeCopied = ({ mode, resident }: Region): boolean => mode[1] === 'w' && mode[3] === 'p' && resident > 0

function regionsOf(smaps: string, program: string): Region[] {
  const regions: Region[] = []
  let head: RegExpExecArray | null = null
  let sizes: Record<string, number> = {}
  const close = (): void => {
    if (head !== null) regions.push(region(head, sizes, program))
  }
  for (const line of smaps.split('\n')) {
    const next = header.exec(line)
    if (next !== null) {
      close()
      head = next
      sizes = {}
      continue
    }
    const [, name, kib] = counter.exec(line) ?? []
    if (name !== undefined) sizes[name] = Number(kib)
  }
  close()
  return regions
}

function region([, from = '0', to = '0', mode = '---p', name = '']: RegExpExecArray, sizes: Record<string, number>, program: string): Region {
  return {
    from,
    to,
    mode,
    name,
    what: regionWords(mode, name, program),
    size: sizes['Size'] ?? 0,
    resident: sizes['Rss'] ?? 0,
    proportional: sizes['Pss'] ?? 0,
    privateClean: sizes['Private_Clean'] ?? 0,
    privateDirty: sizes['Private_Dirty'] ?? 0,
    sharedClean: sizes['Shared_Clean'] ?? 0,
    sharedDirty: sizes['Shared_Dirty'] ?? 0,
    pages: null
  }
}
