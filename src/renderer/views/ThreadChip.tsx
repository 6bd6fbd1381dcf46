import { readableOn } from '../../core/scenes/look/contrast'
import { threadLook } from '../../core/scenes/look/threadLook'
import type { Theme } from '../../core/scenes/look/tokens'
import type { ThreadId } from '../../core/trace/ids'

interface ThreadChipProps {
  readonly thread: ThreadId
  readonly theme: Theme
  readonly title?: string
  readonly isTask?: boolean
  /** Without its colour: what it stands for is not shown at the time cursor. */
  readonly isHollow?: boolean
}

/** A thread's number on its colour; stripes from the eighth thread on. A task's is round. */
export function ThreadChip({ thread, theme, title, isTask = false, isHollow = false }: ThreadChipProps) {
  const look = threadLook(thread)
  const color = theme.threads[look.color] ?? theme.ink.edge
  return (
    <span
      className={`chip${look.striped ? ' striped' : ''}${isTask ? ' task' : ''}${isHollow ? ' hollow' : ''}`}
      title={title}
      style={isHollow ? undefined : { backgroundColor: color, color: readableOn(color) }}
    >
      T{look.number}
    </span>
  )
}
