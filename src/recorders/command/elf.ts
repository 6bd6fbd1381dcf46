import { closeSync, openSync, readSync } from 'node:fs'

/** A named piece of a program's data or code. */
export interface ElfSymbol {
  readonly name: string
  readonly from: number
  readonly size: number
}

/** What an ELF file says about where it lies and what is in it; addresses are those of the file, to which the place where it was loaded is added. */
export interface Elf {
  /** Whether it may be loaded anywhere (`ET_DYN`). */
  readonly moves: boolean
  /** First and last address of what is loaded, unset data included. */
  readonly from: number
  readonly to: number
  /** The program that loads it (`PT_INTERP`); null when it needs none. */
  readonly interpreter: string | null
  /** The symbol that covers an address. */
  symbolAt(address: number): ElfSymbol | null
}

/** Larger tables of symbols (those of browsers and Node itself) are left alone: reading them would take longer than a person waits. */
const mostTable = 32 << 20

/** Reads a 64-bit little-endian ELF file (Tool Interface Standard, 1995; System V ABI, AMD64); null for anything else. */
export function readElf(path: string): Elf | null {
  try {
    return elfOf((at, length) => readPiece(path, at, length))
  } catch {
    // not there, cut short, or no ELF file at all
    return null
  }
}

function readPiece(path: string, at: number, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(file, bytes, 0, length, at))
  } finally {
    closeSync(file)
  }
}

type Read = (at: number, length: number) => Buffer

const wide = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at))

function elfOf(read: Read): Elf | null {
  const head = read(0, 64)
  if (head.readUInt32BE(0) !== 0x7f454c46 || head[4] !== 2 || head[5] !== 1) return null
  const segments = { table: read(wide(head, 32), head.readUInt16LE(54) * head.readUInt16LE(56)), size: head.readUInt16LE(54) }
  const { from, to } = loaded(segments.table, segments.size)
  const sections = { at: wide(head, 40), size: head.readUInt16LE(58), count: head.readUInt16LE(60) }
  const table = read(sections.at, sections.size * sections.count)
  let symbols: readonly ElfSymbol[] | null = null
  function symbolAt(address: number): ElfSymbol | null {
    try {
      symbols ??= symbolsOf(read, table, sections.size)
    } catch {
      // the file is gone: its process lives on without it
      symbols = []
    }
    return covering(symbols, address)
  }
  return { moves: head.readUInt16LE(16) === 3, from, to, interpreter: interpreterOf(read, segments.table, segments.size), symbolAt }
}

/** The range of the segments that are loaded (`PT_LOAD`). */
function loaded(table: Buffer, size: number): { from: number; to: number } {
  let from = Number.POSITIVE_INFINITY
  let to = 0
  for (let at = 0; at + size <= table.length; at += size) {
    if (table.readUInt32LE(at) !== 1) continue
    from = Math.min(from, wide(table, at + 16))
    to = Math.max(to, wide(table, at + 16) + wide(table, at + 40))
  }
  return { from, to }
}

function interpreterOf(read: Read, table: Buffer, size: number): string | null {
  for (let at = 0; at + size <= table.length; at += size) {
    if (table.readUInt32LE(at) === 3)
      return read(wide(table, at + 8), wide(table, at + 32))
        .toString('latin1')
        .replace('\0', '')
  }
  return null
}

/** The whole table of symbols where there is one (`SHT_SYMTAB`), else the one for dynamic linking (`SHT_DYNSYM`). */
function symbolsOf(read: Read, sections: Buffer, size: number): ElfSymbol[] {
  const starts = Array.from({ length: Math.floor(sections.length / size) }, (_, number) => number * size)
  const at = starts.find((start) => sections.readUInt32LE(start + 4) === 2) ?? starts.find((start) => sections.readUInt32LE(start + 4) === 11)
  if (at === undefined || wide(sections, at + 32) > mostTable) return []
  const table = read(wide(sections, at + 24), wide(sections, at + 32))
  const strings = sections.readUInt32LE(at + 40) * size
  const names = read(wide(sections, strings + 24), wide(sections, strings + 32))
  const symbols: ElfSymbol[] = []
  for (let entry = 0; entry + 24 <= table.length; entry += 24) {
    const kind = (table[entry + 4] ?? 0) & 15
    // objects and functions that are defined here
    if ((kind !== 1 && kind !== 2) || table.readUInt16LE(entry + 6) === 0) continue
    const name = nameAt(names, table.readUInt32LE(entry))
    symbols.push({ name, from: wide(table, entry + 8), size: wide(table, entry + 16) })
  }
  return symbols.toSorted((one, other) => one.from - other.from)
}

const nameAt = (names: Buffer, at: number): string => names.toString('latin1', at, names.indexOf(0, at))

function covering(symbols: readonly ElfSymbol[], address: number): ElfSymbol | null {
  let [low, high] = [0, symbols.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((symbols[middle]?.from ?? 0) <= address) low = middle + 1
    else high = middle
  }
  // several may begin at one address; one of them covers it
  for (let at = low - 1; at >= Math.max(0, low - 8); at--) {
    const symbol = symbols[at]
    if (symbol !== undefined && address < symbol.from + Math.max(1, symbol.size)) return symbol
  }
  return null
}
