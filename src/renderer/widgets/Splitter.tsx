import { useRef } from 'react'

interface SplitterProps {
  readonly label: string
  readonly orientation: 'vertical' | 'horizontal'
  readonly size: number
  readonly smallest: number
  readonly largest: number
  readonly usual: number
  /** Whether dragging towards the start makes the pane larger (panes at the right or bottom). */
  readonly reversed?: boolean
  readonly onSize: (size: number) => void
}

const keySteps: Record<string, number> = { ArrowLeft: -16, ArrowUp: -16, ArrowRight: 16, ArrowDown: 16 }

/** A bar between two panes: drag it, or move it with the arrow keys; Enter sets the usual size. Sizes in CSS pixels. */
export function Splitter({ label, orientation, size, smallest, largest, usual, reversed = false, onSize }: SplitterProps) {
  const grab = useRef<{ at: number; size: number } | null>(null)
  const sign = reversed ? -1 : 1
  const set = (next: number): void => onSize(Math.round(Math.min(largest, Math.max(smallest, next))))
  const place = (event: { clientX: number; clientY: number }): number => (orientation === 'vertical' ? event.clientX : event.clientY)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a focusable separator is a widget (ARIA 1.2, separator)
    <div
      role="separator"
      tabIndex={0}
      className={`splitter ${orientation}`}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={size}
      aria-valuemin={smallest}
      aria-valuemax={largest}
      onPointerDown={(event) => {
        grab.current = { at: place(event), size }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (grab.current) set(grab.current.size + sign * (place(event) - grab.current.at))
      }}
      onPointerUp={() => {
        grab.current = null
      }}
      onKeyDown={(event) => {
        const by = keySteps[event.key]
        if (by !== undefined) set(size + sign * by)
        else if (event.key === 'Enter') set(usual)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}
