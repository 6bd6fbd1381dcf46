import { useMemo } from 'react'
import type { ProcessIndex } from '../../../core/analysis/processes'
import type { MemoryBlock } from '../../../core/scenes/addressMap'
import { kibWords } from '../../../core/scenes/kibWords'
import { pageStrip, type PageStrip, regionAt } from '../../../core/scenes/pageStrip'
import type { Moment, ProcessId } from '../../../core/trace/ids'

interface PagesProps {
  readonly index: ProcessIndex
  readonly process: ProcessId
  readonly kin: readonly ProcessId[]
  readonly at: Moment
  readonly block: MemoryBlock
  readonly width: number
}

/** A cell and its gap, and the process's number before them, pixels. */
const cellWidth = 6
const nameWidth = 60
/** Lines of cells of one process. */
const lines = 2

/** The pages of a block, and of the same addresses in a relative: what `fork` shared, and what was copied since. */
export function Pages({ index, process, kin, at, block, width }: PagesProps) {
  const strips = useMemo(
    () => stripsOf(index, process, kin, at, block, lines * Math.floor((width - nameWidth) / cellWidth)),
    [index, process, kin, at, block, width]
  )
  const [own] = strips
  return (
    <div className="pages" data-testid="pages">
      <p>
        <b>{block.name}</b> <span className="mono soft">{block.from}</span> <span>{own?.words ?? withoutPages(block)}</span>
      </p>
      {strips.map((strip) => (
        <div key={strip.process} className="page-row" role="img" aria-label={`Process ${strip.process}: ${strip.words}`}>
          <span className="mono">{strip.process}</span>
          <span className="page-cells">
            {strip.cells.map((cell) => (
              <span key={cell.first} className={`page ${cell.look}${cell.mixed ? ' mixed' : ''}`} title={cell.title} />
            ))}
          </span>
        </div>
      ))}
    </div>
  )
}

/** The process's own pages, and those of the first relative that has some at these addresses. */
function stripsOf(index: ProcessIndex, process: ProcessId, kin: readonly ProcessId[], at: Moment, block: MemoryBlock, most: number): PageStrip[] {
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
function withoutPages({ kind, alone, shared, regions }: MemoryBlock): string {
  const sums = `${kibWords(alone)} its own, ${kibWords(shared)} shared`
  const isCopied = regions.some(({ mode, resident }) => mode[1] === 'w' && mode[3] === 'p' && resident > 0)
  if (kind === 'shared') return `${sums}. It stays shared after fork, whoever writes.`
  return isCopied ? `${sums}. Its single pages could not be read: it is large, scattered, or the system forbids it.` : sums
}
