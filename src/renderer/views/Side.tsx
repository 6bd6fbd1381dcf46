import { type ReactNode, useState } from 'react'
import { useNarrow } from '../session/useMedia'
import { Segmented } from '../widgets/Segmented'

interface SideProps {
  readonly lesson: ReactNode
  readonly graph: ReactNode
}

/** Lesson and wait-for graph: one above the other, or as tabs where the window is too small for both. */
export function Side({ lesson, graph }: SideProps) {
  const narrow = useNarrow()
  const [shown, setShown] = useState<'lesson' | 'graph'>('lesson')
  if (!narrow || !lesson || !graph) {
    return (
      <div className="side">
        {lesson}
        {graph}
      </div>
    )
  }
  return (
    <div className="side">
      <Segmented
        label="Lesson or graph"
        value={shown}
        options={[
          { value: 'lesson', text: 'Lesson' },
          { value: 'graph', text: 'Wait-for graph' }
        ]}
        onChange={setShown}
      />
      {shown === 'lesson' ? lesson : graph}
    </div>
  )
}
