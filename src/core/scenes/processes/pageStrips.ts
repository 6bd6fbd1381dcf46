import type { ProcessIndex } from '../../analysis/processes'
import type { Moment, ProcessId } from '../../trace/ids'
import type { MemoryBlock } from './addressMap'
import { kibWords } from './kibWords'
import { pageStrip, type PageStrip, regionAt } from './pageStrip'

/** The process's own pages, and those of the first relative that has some at these addresses. */
export function pageStrips(index: ProcessIndex, process: ProcessId, kin: readonly ProcessId[], at: Moment, block: MemoryBlock, most: number): PageStrip[] {
  const region = block.regions.find(({ pages }) => pages !== null)
  if (region === undefined) return []
  for (const other of kin) {
    const look = index.mapsAt(other, at)
    const life = index.lives.find((each) => each.process === other)
    const ended = life !== undefined && life.exitedAt !== null && life.exitedAt <= at
    const theirs = look?.read.ok && !ended ? regionAt(look.read.value.regions, region.from) : null
    if (theirs === null) continue
    const [own, their] = [pageStrip({ process, region }, theirs, most), pageStrip({ process: other, region: theirs }, region, most)]
    if (own !== null && their !== null) return [own, their]
  }
  const own = pageStrip({ process, region }, null, most)
  return own === null ? [] : [own]
}

/** What is known where single pages are not: why, and the sums of the system. */
export function withoutPages({ kind, alone, shared, regions }: MemoryBlock): string {
  const sums = `${kibWords(alone)} its own, ${kibWords(shared)} shared`
  const isCopied = regions.some(({ mode, resident }) => mode[1] === 'w' && mode[3] === 'p' && resident > 0)
  if (kind === 'shared') return `${sums}. It stays shared after fork, whoever writes.`
  return isCopied ? `${sums}. Its single pages could not be read: it is large, scattered, or the system forbids it.` : sums
}
