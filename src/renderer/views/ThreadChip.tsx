import { readableOn } from '../../core/scenes/contrast'
import { threadLook } from '../../core/scenes/threadLook'
import type { Theme } from '../../core/scenes/tokens'
import type { ThreadId } from '../../core/trace/ids'

/** A thread's number on its colour; stripes from the ninth thread on. */
export function ThreadChip({ thread, theme, title }: { thread: ThreadId; theme: Theme; title?: string }) {
  const look = threadLook(thread)
  const color = theme.threads[look.color] ?? theme.ink.edge
  return (
    <span className={look.striped ? 'chip striped' : 'chip'} title={title} style={{ backgroundColor: color, color: readableOn(color) }}>
      T{look.number}
    </span>
  )
}
