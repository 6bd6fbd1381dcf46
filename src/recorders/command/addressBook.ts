import { readFileSync } from 'node:fs'
import { type Elf, readElf } from './elf'
import { plainName } from './plainName'

/** What lies where in a process. */
export interface AddressBook {
  /** Reads what lies where now: a process that has ended tells it no more. */
  load(): void
  /** Where its program lies, by the address of its program headers, in case that it has ended before anybody could look. */
  assume(path: string, headers: number): void
  /** The name of the variable at an address, with its place in an array of elements of so many bytes (0: whatever is inside belongs to the variable); null when it has none (heap, stacks). */
  variable(address: number, elementBytes: number): string | null
  /** The name of the function around an address of code. */
  function(address: number): string | null
  /** Which kind of memory an address is in: `heap`, `stack`, the name of a file, or `memory`. */
  region(address: number): string
}

interface Mapping {
  readonly from: number
  readonly to: number
  readonly path: string
}

/** Files read so far, by path: all processes of a run share them. */
export type ElfFiles = Map<string, Elf | null>

/** Reads /proc/PID/maps when somebody asks for an address that was not there before. */
export function addressBook(pid: number, files: ElfFiles): AddressBook {
  let mappings: readonly Mapping[] = []

  function mappingOf(address: number): Mapping | null {
    const find = (): Mapping | undefined => mappings.find(({ from, to }) => address >= from && address < to)
    const known = find()
    if (known !== undefined) return known
    const fresh = mappingsOf(pid)
    if (fresh.length > 0) mappings = fresh
    return find() ?? null
  }

  /** The file that an address belongs to, unset data behind it included, and the address in the file's own count. */
  function inFile(address: number): { elf: Elf; own: number; path: string } | null {
    mappingOf(address)
    const before = mappings.filter(({ path, from }) => path.startsWith('/') && from <= address).at(-1)
    if (before === undefined) return null
    const { path } = before
    // a process in a container has files of its own
    if (!files.has(path)) files.set(path, readElf(path) ?? readElf(`/proc/${pid}/root${path}`))
    const elf = files.get(path) ?? null
    if (elf === null) return null
    const base = elf.moves ? (mappings.find((one) => one.path === path)?.from ?? 0) - elf.from : 0
    const own = address - base
    return own >= elf.from && own < elf.to ? { elf, own, path } : null
  }

  return {
    load() {
      const fresh = mappingsOf(pid)
      if (fresh.length > 0) mappings = fresh
    },
    assume(path, headers) {
      // the program headers stand behind the 64 bytes of the ELF header
      if (mappings.length === 0) mappings = [{ from: headers - 64, to: headers, path }]
    },
    variable(address, elementBytes) {
      const place = inFile(address)
      const symbol = place?.elf.symbolAt(place.own) ?? null
      if (place === null || symbol === null) return null
      const offset = place.own - symbol.from
      const name = plainName(symbol.name)
      if (elementBytes > 0 && symbol.size >= 2 * elementBytes && symbol.size % elementBytes === 0 && offset % elementBytes === 0)
        return `${name}[${offset / elementBytes}]`
      return offset === 0 || elementBytes === 0 ? name : `${name}+${offset}`
    },
    function(address) {
      const place = inFile(address)
      const symbol = place?.elf.symbolAt(place.own) ?? null
      return symbol === null ? null : plainName(symbol.name)
    },
    region(address) {
      const path = mappingOf(address)?.path ?? ''
      if (path === '[heap]') return 'heap'
      if (path.startsWith('[stack')) return 'stack'
      return path.startsWith('/') ? (path.split('/').at(-1) ?? path) : 'memory'
    }
  }
}

function mappingsOf(pid: number): Mapping[] {
  try {
    return readFileSync(`/proc/${pid}/maps`, 'latin1')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [range = '', , , , , ...path] = line.split(/\s+/)
        const [from = '0', to = '0'] = range.split('-')
        return { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16), path: path.join(' ') }
      })
  } catch {
    // gone, or not ours to read
    return []
  }
}
