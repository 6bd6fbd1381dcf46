import type { ProcessId } from '../../trace/ids'
import type { Region } from '../../trace/snapshot'
import { counted } from '../counted'

/**
 * What a page is in one process, beside its relative: `shared` by several, `copied` when both have it and each has its own, `alone` when only this one has it, `absent`.
 */
export type PageLook = 'shared' | 'copied' | 'alone' | 'absent'

/** Pages that are drawn as one cell. */
export interface PageCell {
  /** Of several the most telling one that is there. */
  readonly look: PageLook
  /** Some of them are shared, and some are not. */
  readonly mixed: boolean
  /** Number of the first, from the region's beginning, and how many. */
  readonly first: number
  readonly count: number
  readonly title: string
}

/** The pages of one region in one process. */
export interface PageStrip {
  readonly process: ProcessId
  readonly pages: number
  readonly cells: readonly PageCell[]
  readonly words: string
}

/** A region of a process. */
export interface OwnedRegion {
  readonly process: ProcessId
  readonly region: Region
}

const pageBytes = 4096n

const words: Readonly<Record<PageLook, string>> = {
  shared: 'shared: one page of memory for several processes',
  copied: 'copied: each of the two processes has its own',
  alone: 'in this process alone',
  absent: 'not in memory'
}
/** Of several pages in one cell the most telling one is drawn. */
const telling: readonly PageLook[] = ['copied', 'alone', 'shared', 'absent']

/** The pages of a region, in at most `mostCells` cells; with `other`, a relative's region at the same addresses, also which were copied. Null where pages were not read. */
export function pageStrip({ process, region }: OwnedRegion, other: Region | null, mostCells: number): PageStrip | null {
  if (region.pages === null) return null
  const own = unpacked(region.pages)
  const theirs = other?.pages ? unpacked(other.pages) : ''
  const shift = other === null ? 0 : Number((BigInt(`0x${region.from}`) - BigInt(`0x${other.from}`)) / pageBytes)
  const looks = Array.from(own, (letter, page): PageLook => {
    if (letter === 'n') return 'absent'
    if (letter === 's') return 'shared'
    return theirs[page + shift] === 'a' ? 'copied' : 'alone'
  })
  const size = Math.max(1, Math.ceil(looks.length / Math.max(1, mostCells)))
  const cells: PageCell[] = []
  for (let first = 0; first < looks.length; first += size) {
    const some = looks.slice(first, first + size)
    const look = telling.find((each) => some.includes(each)) ?? 'absent'
    const title = some.length === 1 ? `page ${first}: ${words[look]}` : `pages ${first} to ${first + some.length - 1}: ${tally(some)}`
    cells.push({ look, mixed: look !== 'shared' && some.includes('shared'), first, count: some.length, title })
  }
  return { process, pages: looks.length, cells, words: `${counted(looks.length, 'page')} of 4 KiB: ${tally(looks)}` }
}

/** The region of another process that holds the same addresses; null when there is none whose pages were read. */
export function regionAt(regions: readonly Region[], from: string): Region | null {
  const address = BigInt(`0x${from}`)
  return regions.find((region) => region.pages !== null && BigInt(`0x${region.from}`) <= address && address < BigInt(`0x${region.to}`)) ?? null
}

function tally(looks: readonly PageLook[]): string {
  const parts = (['shared', 'copied', 'alone', 'absent'] as const).map((look) => [looks.filter((each) => each === look).length, look] as const)
  const names = { shared: 'shared', copied: 'copied', alone: 'its own', absent: 'not in memory' } as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, look]) => `${count.toLocaleString('en')} ${names[look]}`)
    .join(', ')
}

/** `s2 a1` → `ssa`. */
const unpacked = (runs: string): string =>
  runs
    .split(' ')
    .map((run) => (run[0] ?? 'n').repeat(Number(run.slice(1))))
    .join('')
