import { memo, useMemo, useRef } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import type { ProcessIndex } from '../../../core/analysis/processes'
import { addressMap, type MemoryBlock, usualBlock } from '../../../core/scenes/processes/addressMap'
import { kibWords } from '../../../core/scenes/processes/kibWords'
import { memoryKinds } from '../../../core/scenes/processes/memoryKind'
import type { ProcessRow } from '../../../core/scenes/processes/processTree'
import type { Moment, ProcessId } from '../../../core/trace/ids'
import { useSize } from '../../widgets/useSize'
import { Pages } from './Pages'

interface ProcessMemoryProps {
  readonly index: ProcessIndex
  readonly row: ProcessRow
  readonly kin: readonly ProcessId[]
  readonly at: Moment
  /** First address of the block that somebody chose. */
  readonly chosen: string | null
  readonly onChoose: (from: string) => void
  readonly onSeek: (at: number) => void
}

/** The address space of a process: drawn, as a list, and the single pages of the chosen block. */
export function ProcessMemory({ index, row, kin, at, chosen, onChoose, onSeek }: ProcessMemoryProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const look = index.mapsAt(row.process, at)
  const map = useMemo(() => (look?.read.ok && width > 0 ? addressMap(look.read.value.regions, width) : null), [look, width])
  const block = map?.blocks.find(({ from }) => from === chosen) ?? (map ? usualBlock(map.blocks) : undefined)
  return (
    <div className="process-part process-memory">
      <h3 title={map && !row.ended ? map.words : undefined}>
        Memory of {row.process} {map && !row.ended ? <span className="soft">{map.words}</span> : null}
      </h3>
      <div ref={box} className="memory-box">
        {map && block && !row.ended ? (
          <>
            <Strip blocks={map.blocks} chosen={block} onChoose={onChoose} />
            <Pages index={index} process={row.process} kin={kin} at={at} block={block} width={width} />
            <p className="memory-row memory-head soft" aria-hidden="true">
              <span />
              <span>From the lowest address</span>
              <span className="memory-address" />
              <span className="number">Size</span>
              <span />
              <span className="number">Its own + shared</span>
            </p>
            <Blocks blocks={map.blocks} chosen={block} onChoose={onChoose} />
          </>
        ) : (
          <p className="soft">
            {row.ended
              ? 'It has ended: its memory is given back. '
              : look && !look.read.ok
                ? look.read.problem.what
                : 'Its memory was not seen so far: it is too new, or the system forbids looking at it.'}
            {row.ended && look ? (
              <button type="button" onClick={() => onSeek(look.at)}>
                Go to where it was last seen
              </button>
            ) : null}
          </p>
        )}
      </div>
    </div>
  )
}

interface BlocksProps {
  readonly blocks: readonly MemoryBlock[]
  readonly chosen: MemoryBlock
  readonly onChoose: (from: string) => void
}

/** From the lowest address to the highest. The list beside it says the same to keyboard and screen reader. */
const Strip = memo(function Strip({ blocks, chosen, onChoose }: BlocksProps) {
  return (
    <div className="memory-strip" aria-hidden="true">
      {blocks.map((block) => (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- the list has the same blocks for the keyboard
        <div
          key={block.from}
          className={`memory-block ${block.kind}${block === chosen ? ' chosen' : ''}`}
          style={{ left: block.x, width: block.width }}
          title={block.title}
          onClick={() => onChoose(block.from)}
        >
          <Fill block={block} />
          {block.width >= 14 ? <b>{memoryKinds[block.kind].letter}</b> : null}
        </div>
      ))}
    </div>
  )
})

/** How much of a block is its process's own, shared, and not in memory, from the bottom up or the left on. */
function Fill({ block: { size, alone, shared } }: { block: MemoryBlock }) {
  const share = (kib: number): number => Math.min(1, kib / Math.max(1, size))
  return (
    <span className="memory-fill">
      <span className="alone" style={{ flexGrow: share(alone) }} />
      <span className="shared" style={{ flexGrow: share(shared) }} />
      <span style={{ flexGrow: Math.max(0, 1 - share(alone) - share(shared)) }} />
    </span>
  )
}

const Blocks = memo(function Blocks({ blocks, chosen, onChoose }: BlocksProps) {
  return (
    <ListBox
      aria-label="Blocks of memory, from the lowest address"
      className="memory-list"
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[chosen.from]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys]
        if (key !== undefined) onChoose(String(key))
      }}
    >
      {blocks.map((block) => (
        <ListBoxItem key={block.from} id={block.from} textValue={block.name} aria-label={block.title} className="memory-row">
          <b className="memory-letter">{memoryKinds[block.kind].letter}</b>
          <span className="memory-name">{block.name}</span>
          <span className="mono soft memory-address">{block.from}</span>
          <span className="number">{kibWords(block.size)}</span>
          <span className="memory-bar">
            <Fill block={block} />
          </span>
          <span className="number soft">{block.resident === 0 ? 'not in memory' : `${kibWords(block.alone)} + ${kibWords(block.shared)}`}</span>
        </ListBoxItem>
      ))}
    </ListBox>
  )
})
