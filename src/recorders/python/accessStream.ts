import type { GrowingColumns } from '../../core/trace/columns'
import { wide } from './eventChunk'
import { rowKind, slotBytes } from './layout'

/** A place in the rewritten program that accesses a shared name: line, name, whether it writes, whether it is about an element of a list. */
export type Site = readonly [line: number, name: string, written: boolean, element: boolean]

/** Reads the log of accesses. */
export interface AccessStream {
  /** Where entries come from, in the order of their numbers. */
  addSites(first: number, sites: readonly Site[]): void
  /** Adds the entries of the next bytes, whole slots; an entry that is cut is kept until its rest comes. */
  read(bytes: Buffer, rows: GrowingColumns): void
  /** Names of variables by the number that rows give as their object. */
  readonly names: readonly string[]
}

/** 2^40 in a site's number marks a value that is a text: 2^8 in its upper word. */
const textMark = 0x100

/** Starts reading the log of accesses; a forked process has the sites of its parent. Its order is the order of memory, so times that look back (the clock is read before the access) are put right here. */
export function accessStream(sites: Site[] = []): AccessStream {
  const names: string[] = []
  const numbers = new Map<string, number>()
  let cut = Buffer.alloc(0)
  let last = 0
  let index = ''

  function numberOf(name: string): number {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, names.length)
    names.push(name)
    return names.length - 1
  }

  function entry(words: Int32Array, word: number, text: string | null, rows: GrowingColumns): void {
    const site = words[word + 2] ?? 0
    const value = wide(words, word + 6)
    if (site === 0) {
      index = text ?? String(value)
      return
    }
    const [line, name, written, element] = sites[site] ?? [0, `site ${site}`, false, false]
    last = Math.max(last + 1, wide(words, word + 4))
    const object = numberOf(element ? `${name}[${index}]` : name)
    // an integer beyond 2^53 goes as text: as a number it would be another one
    const exact = Number.isSafeInteger(value)
    rows.push(
      written ? rowKind.written : rowKind.read,
      last,
      words[word] ?? 0,
      object,
      line,
      text === null && exact ? value : Number.NaN,
      exact ? text : exactText(words, word)
    )
  }

  return {
    names,
    addSites(first, more) {
      for (const [place, site] of more.entries()) sites[first + place] = site
    },
    read(bytes, rows) {
      const all = Buffer.concat([cut, bytes])
      const words = new Int32Array(all.buffer.slice(all.byteOffset, all.byteOffset + all.length))
      let at = 0
      while (at + slotBytes <= all.length) {
        const word = at >> 2
        const textBytes = ((words[word + 3] ?? 0) & textMark) !== 0 ? wide(words, word + 6) : -1
        const end = at + slotBytes * (1 + Math.ceil(Math.max(0, textBytes) / slotBytes))
        if (end > all.length) break
        entry(words, word, textBytes < 0 ? null : all.toString('utf8', at + slotBytes, at + slotBytes + textBytes), rows)
        at = end
      }
      cut = all.subarray(at)
    }
  }
}

const exactText = (words: Int32Array, word: number): string => String((BigInt(words[word + 7] ?? 0) << 32n) | BigInt((words[word + 6] ?? 0) >>> 0))
