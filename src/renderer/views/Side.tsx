import { type ReactNode, useCallback, useState } from 'react'
import { useNarrow } from '../session/useMedia'
import { Segmented } from '../widgets/Segmented'

/** One thing that the right column can show. */
export interface SidePage {
  readonly id: string
  readonly title: string
  readonly content: ReactNode
}

interface SideProps {
  /** Pages that share the upper half, and those that share the lower one. */
  readonly groups: readonly (readonly SidePage[])[]
  /** Ids of pages that were asked for, the latest first. */
  readonly wanted: readonly string[]
  readonly onPage: (id: string) => void
}

/** The right column: one page of each group above the other, or one of all where the window is too small for two. */
export function Side({ groups, wanted, onPage }: SideProps) {
  const narrow = useNarrow()
  const shown = narrow ? [groups.flat()] : groups
  return (
    <div className="side">
      {shown.map((pages) => (
        <SideGroup key={pages.map(({ id }) => id).join(' ')} pages={pages} wanted={wanted} onPage={onPage} />
      ))}
    </div>
  )
}

function SideGroup({ pages, wanted, onPage }: { pages: readonly SidePage[] } & Pick<SideProps, 'wanted' | 'onPage'>) {
  const id = wanted.find((each) => pages.some((page) => page.id === each))
  const page = pages.find((each) => each.id === id) ?? pages[0]
  if (!page) return null
  return (
    <div className="side-group">
      {pages.length > 1 ? (
        <Segmented label="What this part shows" value={page.id} options={pages.map((each) => ({ value: each.id, text: each.title }))} onChange={onPage} />
      ) : null}
      {page.content}
    </div>
  )
}

/** Which pages were asked for, the latest first, and the way to ask for one. */
export function useSidePages(): readonly [wanted: readonly string[], ask: (id: string) => void] {
  const [wanted, setWanted] = useState<readonly string[]>([])
  const ask = useCallback((id: string) => setWanted((before) => [id, ...before.filter((each) => each !== id)]), [])
  return [wanted, ask]
}
