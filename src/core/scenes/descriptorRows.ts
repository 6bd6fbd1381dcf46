import type { ProcessId } from '../trace/ids'
import type { Descriptor } from '../trace/snapshot'
import { plainText } from './plainText'

/** A row of a process's table of descriptors, in words. */
export interface DescriptorRow {
  readonly number: number
  /** `pipe`, `file`, `terminal`. */
  readonly what: string
  /** The file's name, or what the system calls it. */
  readonly target: string
  readonly mode: string
  /** `at byte 40`; empty where there is no place. */
  readonly place: string
  /** `same place as 3 of 4711`, `other end: 4 of 4711`. */
  readonly links: readonly string[]
}

/** The table of another process of the run, to compare with. */
export interface OtherTable {
  readonly process: ProcessId
  readonly descriptors: readonly Descriptor[]
}

/**
 * A process's descriptors, and how they hang together with those of others: at the same place of the same file (after `fork` both have one offset; that the places
 * agree is a sign of it, not a proof), and at the other end of a pipe.
 */
export const descriptorRows = (descriptors: readonly Descriptor[], others: readonly OtherTable[]): DescriptorRow[] =>
  descriptors.map((descriptor) => ({
    number: descriptor.number,
    what: whatOf(descriptor.target),
    target: plainText(descriptor.target),
    mode: descriptor.mode,
    place: isFile(descriptor.target) && descriptor.position !== null ? `at byte ${descriptor.position.toLocaleString('en')}` : '',
    links: others.flatMap(({ process, descriptors: table }) => linksTo(descriptor, process, table))
  }))

function linksTo(own: Descriptor, process: ProcessId, table: readonly Descriptor[]): string[] {
  if (own.target.startsWith('pipe:')) {
    const ends = table.filter(({ target, mode }) => target === own.target && mode !== own.mode)
    const same = table.filter(({ target, mode, number }) => target === own.target && mode === own.mode && number === own.number)
    return [...same.map(({ number }) => `same end: ${number} of ${process}`), ...ends.map(({ number }) => `other end: ${number} of ${process}`)]
  }
  const same = table.find(({ target, number }) => target === own.target && number === own.number)
  if (same === undefined || same.flags !== own.flags || same.position !== own.position) return []
  return [isFile(own.target) ? `same place as ${same.number} of ${process}` : `also ${same.number} of ${process}`]
}

const isFile = (target: string): boolean => target.startsWith('/') && !target.startsWith('/dev/')

function whatOf(target: string): string {
  if (target.startsWith('pipe:')) return 'pipe'
  if (target.startsWith('socket:')) return 'socket'
  if (target.startsWith('anon_inode:')) return target.slice('anon_inode:'.length).replaceAll(/[[\]]/g, '')
  if (/^\/dev\/(pts\/|tty)/.test(target)) return 'terminal'
  return target.startsWith('/dev/') ? 'device' : target.endsWith(' (deleted)') ? 'deleted file' : 'file'
}
