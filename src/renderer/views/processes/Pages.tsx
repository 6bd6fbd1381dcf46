import { type CSSProperties, useMemo } from 'react'
import type { ProcessIndex } from '../../../core/analysis/processes'
import type { MemoryBlock } from '../../../core/scenes/processes/addressMap'
import { pageStrips, withoutPages } from '../../../core/scenes/processes/pageStrips'
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
const widestCell = 14
/** Lines of cells of one process. */
const lines = 2

/** The pages of a block, and of the same addresses in a relative: what `fork` shared, and what was copied since. */
export function Pages({ index, process, kin, at, block, width }: PagesProps) {
  const inLine = Math.floor((width - nameWidth) / cellWidth)
  const strips = useMemo(() => pageStrips(index, process, kin, at, block, lines * inLine), [index, process, kin, at, block, inLine])
  const [own] = strips
  // few pages are drawn larger: they are what a lecture is about
  const wide = Math.max(cellWidth, Math.min(widestCell, Math.floor((lines * (width - nameWidth)) / Math.max(1, own?.cells.length ?? 1) - 1)))
  return (
    <div className="pages" data-testid="pages">
      <p>
        <b>{block.name}</b> <span className="mono soft">{block.from}</span> <span>{own?.words ?? withoutPages(block)}</span>
      </p>
      {strips.map((strip) => (
        <div key={strip.process} className="page-row" role="img" aria-label={`Process ${strip.process}: ${strip.words}`}>
          <span className="mono">{strip.process}</span>
          <span className="page-cells" style={{ '--page-width': `${wide - 1}px` } as CSSProperties}>
            {strip.cells.map((cell) => (
              <span key={cell.first} className={`page ${cell.look}${cell.mixed ? ' mixed' : ''}`} title={cell.title} />
            ))}
          </span>
        </div>
      ))}
    </div>
  )
}
