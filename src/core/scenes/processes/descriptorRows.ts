import type { ProcessId } from '../../trace/ids'
import type { Descriptor } from '../../trace/snapshot'
import { plainText } from '../plainText'
import { isRecorders } from './recordersOwn'

/** A row of a process's table of descriptors, in words. */
export interface DescriptorRow {
  readonly number: number
  /** `pipe`, `file`, `terminal`. */
  readonly what: string
  /** The file's path, or the number that the system gives it. */
  readonly target: string
  readonly mode: string
  /** `at byte 40`; empty where there is no place. */
  readonly place: string
  /** `same place as 3 of 4711`, `other end: 4 of 4711, 4712 and 98 others`. */
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
    target: targetOf(descriptor.target),
    mode: descriptor.mode,
    place: isFile(descriptor.target) && descriptor.position !== null ? `at byte ${descriptor.position.toLocaleString('en')}` : '',
    links: together(others.flatMap(({ process, descriptors: table }) => linksTo(descriptor, process, table)))
  }))

/** What a descriptor has in common with one of another process. */
interface Link {
  /** `also 0`, without the process. */
  readonly words: string
  readonly process: ProcessId
}

function linksTo(own: Descriptor, process: ProcessId, table: readonly Descriptor[]): Link[] {
  if (own.target.startsWith('pipe:')) {
    const ends = table.filter(({ target, mode }) => target === own.target && mode !== own.mode)
    const same = table.filter(({ target, mode, number }) => target === own.target && mode === own.mode && number === own.number)
    return [...same.map(({ number }) => ({ words: `same end: ${number}`, process })), ...ends.map(({ number }) => ({ words: `other end: ${number}`, process }))]
  }
  const same = table.find(({ target, number }) => target === own.target && number === own.number)
  if (same === undefined || same.flags !== own.flags || same.position !== own.position) return []
  return [{ words: isFile(own.target) ? `same place as ${same.number}` : `also ${same.number}`, process }]
}

/** More processes than these are counted. */
const mostNamed = 3

/** Links of one kind in one clause: a parent of a hundred shares its output with all of them. */
function together(links: readonly Link[]): string[] {
  const groups = new Map<string, ProcessId[]>()
  for (const { words, process } of links) groups.set(words, [...(groups.get(words) ?? []), process])
  return [...groups].map(([words, processes]) => {
    const [first, ...rest] = processes
    if (rest.length === 0) return `${words} of ${first}`
    const named = processes.slice(0, processes.length > mostNamed ? mostNamed - 1 : -1)
    const last = processes.length > mostNamed ? `${processes.length - named.length} others` : processes.at(-1)
    return `${words} of ${named.join(', ')} and ${last}`
  })
}

function targetOf(target: string): string {
  if (isRecorders(target)) return 'the recorder’s own'
  return plainText(/^(pipe|socket):/.test(target) ? target.replaceAll(/^\w+:|[[\]]/g, '') : target.replace(/ \(deleted\)$/, ''))
}

const isFile = (target: string): boolean => target.startsWith('/') && !target.startsWith('/dev/')

function whatOf(target: string): string {
  if (isRecorders(target)) return 'file'
  if (target.startsWith('pipe:')) return 'pipe'
  if (target.startsWith('socket:')) return 'socket'
  if (target.startsWith('anon_inode:')) return target.slice('anon_inode:'.length).replaceAll(/[[\]]/g, '')
  if (/^\/dev\/(pts\/|tty)/.test(target)) return 'terminal'
  return target.startsWith('/dev/') ? 'device' : target.endsWith(' (deleted)') ? 'deleted file' : 'file'
}
