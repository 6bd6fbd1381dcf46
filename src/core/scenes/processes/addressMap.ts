import type { Region } from '../../trace/snapshot'
import { type MemoryKind, memoryKind, memoryKinds } from './memoryKind'
import { plainText } from '../plainText'
import { kibWords } from './kibWords'
import { isRecorders } from './recordersOwn'

/** Neighbours of one kind and name in an address space: the parts of a library, a stack with its guard page. */
export interface MemoryBlock {
  /** First address and the one behind the last, hexadecimal. */
  readonly from: string
  readonly to: string
  readonly kind: MemoryKind
  /** `libc.so.6`, `heap`. */
  readonly name: string
  /** KiB in all; of these resident, resident for this process alone, and resident for several. */
  readonly size: number
  readonly resident: number
  readonly alone: number
  readonly shared: number
  readonly regions: readonly Region[]
  /** Where it lies in the picture, pixels from the lowest address. */
  readonly x: number
  readonly width: number
  readonly title: string
}

/** An address space, drawn and summed up. */
export interface AddressMap {
  readonly blocks: readonly MemoryBlock[]
  readonly width: number
  /** `41 MiB of addresses, 9.2 MiB resident: 3 MiB its own, 6.2 MiB shared with others`. */
  readonly words: string
}

/** A block is never narrower than this, pixels: else what is small beside a library's gigabytes could not be seen, nor pressed. */
const narrowest = 7

/**
 * The blocks of an address space from the lowest address to the highest, the wider the larger (by the root of the size) and none too narrow to be seen. What lies between them is nobody's
 * and not drawn.
 *
 *   ┌─────┬─┬────────┬───┬─┬────────────────┬─┐
 *   │ C   │D│ H      │ A │L│ F              │S│
 *   └─────┴─┴────────┴───┴─┴────────────────┴─┘
 */
export function addressMap(regions: readonly Region[], width: number): AddressMap {
  const groups = grouped(regions)
  const sizes = groups.map((group) => group.reduce((sum, { size }) => sum + size, 0))
  const widths = proportioned(sizes, width)
  let x = 0
  const blocks = groups.map((group, index): MemoryBlock => {
    const block = blockOf(group, x, widths[index] ?? narrowest)
    x += block.width
    return block
  })
  const sum = (of: (block: MemoryBlock) => number): string => kibWords(blocks.reduce((total, block) => total + of(block), 0))
  const words = `${sum(({ size }) => size)} of addresses, ${sum(({ resident }) => resident)} resident: ${sum(({ alone }) => alone)} its own, ${sum(({ shared }) => shared)} shared`
  return { blocks, width: x, words }
}

function blockOf(group: readonly Region[], x: number, width: number): MemoryBlock {
  const sum = (of: (region: Region) => number): number => group.reduce((total, region) => total + of(region), 0)
  const [first] = group
  const kind = first === undefined ? 'anonymous' : memoryKind(first)
  const name = nameOf(first, kind)
  const [size, resident] = [sum((region) => region.size), sum((region) => region.resident)]
  const alone = sum(({ privateClean, privateDirty }) => privateClean + privateDirty)
  const shared = sum(({ sharedClean, sharedDirty }) => sharedClean + sharedDirty)
  const from = first?.from ?? '0'
  const title = `${name}${name === memoryKinds[kind].word ? '' : ` (${memoryKinds[kind].word})`}, ${from}: ${kibWords(size)}, ${kibWords(resident)} resident, ${kibWords(alone)} its own, ${kibWords(shared)} shared`
  return { from, to: group.at(-1)?.to ?? '0', kind, name, size, resident, alone, shared, regions: group, x, width, title }
}

function nameOf(region: Region | undefined, kind: MemoryKind): string {
  if (region === undefined) return ''
  if (isRecorders(region.name)) return 'the recorder’s own'
  if (kind === 'library' || kind === 'file' || (kind === 'shared' && region.name !== '')) return plainText(fileName(region.name))
  return kind === 'kernel' || kind === 'stack' ? region.what.replace(/ \(.*/, '') : memoryKinds[kind].word
}

/** `/usr/lib/libc.so.6` → `libc.so.6`; memory that a program has given a name: `/memfd:pages (deleted)` → `pages`. */
const fileName = (path: string): string => /^\/memfd:(.*) \(deleted\)$/.exec(path)?.[1] ?? path.slice(path.lastIndexOf('/') + 1)

/** Regions of one kind and name that follow each other; a page that nobody may touch belongs to the memory behind it, which it guards. */
function grouped(regions: readonly Region[]): Region[][] {
  const groups: Region[][] = []
  let before: Region | undefined
  for (const region of regions) {
    const group = groups.at(-1)
    if (group !== undefined && before !== undefined && belongsTo(before, region)) group.push(region)
    else groups.push([region])
    before = region
  }
  return groups
}

function belongsTo(before: Region, region: Region): boolean {
  const kind = memoryKind(region)
  if (memoryKind(before) !== kind || before.name !== region.name) return false
  if (kind === 'anonymous') return before.to === region.from && before.mode.startsWith('---')
  return kind !== 'shared' || region.name !== ''
}

/** Widths that fill `width`, none below the narrowest; wider in all where there are too many. */
function proportioned(sizes: readonly number[], width: number): number[] {
  const free = Math.max(0, width - narrowest * sizes.length)
  // a library reserves gigabytes that nobody touches: by the root everything else is still to be told apart
  const weights = sizes.map(Math.sqrt)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => narrowest + (whole > 0 ? (free * weight) / whole : 0))
}

/** What most people want to see first: the memory in which pages are about to be copied, else the heap. */
export function usualBlock(blocks: readonly MemoryBlock[]): MemoryBlock | undefined {
  const paged = blocks.filter(({ regions }) => regions.some(({ pages }) => pages !== null))
  const mixed = paged.filter(({ kind, regions }) => (kind === 'anonymous' || kind === 'file') && regions.some(({ pages }) => /s\d+ a|a\d+ s/.test(pages ?? '')))
  const largest = mixed.toSorted((a, b) => b.resident - a.resident)
  return largest.find(({ kind }) => kind === 'file') ?? largest[0] ?? paged.find(({ kind }) => kind === 'heap') ?? paged[0] ?? blocks[0]
}
