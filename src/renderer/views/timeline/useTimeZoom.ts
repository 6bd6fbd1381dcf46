import { type D3ZoomEvent, scaleLinear, select, type ZoomBehavior, zoom, zoomIdentity, type ZoomTransform, zoomTransform } from 'd3'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'

/** The stretch of time on screen, and ways to change it. */
export interface TimeZoom {
  readonly from: number
  readonly to: number
  /** Zooms by a factor about a moment. */
  zoomBy(factor: number, about: number): void
  /** Moves by a share of the view; positive is later. */
  panBy(share: number): void
  fit(): void
  /** Brings a moment into view without zooming. */
  reveal(at: number): void
}

// one event of a nanosecond may fill a screen; beyond this, floating point shows
const deepest = 1e7

function wanted(event: WheelEvent | MouseEvent): boolean {
  // the plain wheel scrolls rows, the plain drag moves the cursor: zooming and panning ask for a key or the middle button
  if (event.type === 'wheel')
    return event.ctrlKey || event.metaKey || event.shiftKey || Math.abs((event as WheelEvent).deltaX) > Math.abs((event as WheelEvent).deltaY)
  return event.type === 'mousedown' ? event.button === 1 || event.shiftKey : event.type.startsWith('touch')
}

/** Pan and zoom of a time axis by d3-zoom on an element: Ctrl or Cmd with the wheel zooms to the pointer, Shift with wheel or drag pans. `whole` is the full extent. */
export function useTimeZoom(element: RefObject<HTMLElement | null>, width: number, whole: number): TimeZoom {
  const [transform, setTransform] = useState<ZoomTransform>(zoomIdentity)
  const behavior = useRef<ZoomBehavior<HTMLElement, unknown> | null>(null)
  const base = useMemo(() => scaleLinear([0, Math.max(whole, 1e-9)], [0, Math.max(width, 1)]), [whole, width])

  useEffect(() => {
    const node = element.current
    if (!node || width === 0) return
    const made = zoom<HTMLElement, unknown>()
      .filter(wanted)
      .scaleExtent([1, deepest])
      .extent([
        [0, 0],
        [width, 1]
      ])
      .translateExtent([
        [0, 0],
        [width, 1]
      ])
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => setTransform(event.transform))
    behavior.current = made
    const selection = select(node)
    selection.call(made).on('dblclick.zoom', null)
    const pan = (event: WheelEvent): void => {
      const across = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX
      if (event.ctrlKey || event.metaKey || !wanted(event)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      made.translateBy(selection, -across / zoomTransform(node).k, 0)
    }
    node.addEventListener('wheel', pan, { capture: true, passive: false })
    return () => {
      node.removeEventListener('wheel', pan, { capture: true })
      selection.on('.zoom', null)
    }
  }, [element, width])

  const [from = 0, to = 1] = transform.rescaleX(base).domain()
  const act = (change: (made: ZoomBehavior<HTMLElement, unknown>, node: HTMLElement) => void): void => {
    if (behavior.current && element.current) change(behavior.current, element.current)
  }
  return {
    from,
    to,
    zoomBy: (factor, about) => act((made, node) => made.scaleBy(select(node), factor, [transform.applyX(base(about)), 0])),
    panBy: (share) => act((made, node) => made.translateBy(select(node), (-share * width) / transform.k, 0)),
    fit: () => act((made, node) => made.transform(select(node), zoomIdentity)),
    reveal: (at) => {
      if (at < from || at > to) act((made, node) => made.translateTo(select(node), base(at), 0))
    }
  }
}
