import { type D3ZoomEvent, select, type ZoomBehavior, zoom, zoomIdentity, type ZoomTransform } from 'd3'
import { type RefObject, useEffect, useRef, useState } from 'react'

/** How a drawing is zoomed and moved, and ways to change it. */
export interface GraphZoom {
  readonly scale: number
  readonly shiftX: number
  readonly shiftY: number
  zoomBy(factor: number): void
  fit(): void
  /** Brings a point of the element into its middle when it is outside. */
  reveal(x: number, y: number): void
}

const deepest = 12
// a point this near to the edge counts as outside: its neighbours are
const near = 24

/** Pan and zoom of a drawing by d3-zoom on an element: the wheel zooms to the pointer, a drag moves. With scale 1 the whole is in view. */
export function useGraphZoom(element: RefObject<HTMLElement | null>, width: number, height: number): GraphZoom {
  const [transform, setTransform] = useState<ZoomTransform>(zoomIdentity)
  const behavior = useRef<ZoomBehavior<HTMLElement, unknown> | null>(null)

  useEffect(() => {
    const node = element.current
    if (!node || width === 0) return
    const whole: [[number, number], [number, number]] = [
      [0, 0],
      [width, height]
    ]
    const made = zoom<HTMLElement, unknown>()
      .scaleExtent([1, deepest])
      .extent(whole)
      .translateExtent(whole)
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => setTransform(event.transform))
    behavior.current = made
    const selection = select(node)
    selection.call(made).on('dblclick.zoom', null)
    return () => {
      selection.on('.zoom', null)
    }
  }, [element, width, height])

  const act = (change: (made: ZoomBehavior<HTMLElement, unknown>, node: HTMLElement) => void): void => {
    if (behavior.current && element.current) change(behavior.current, element.current)
  }
  return {
    scale: transform.k,
    shiftX: transform.x,
    shiftY: transform.y,
    zoomBy: (factor) => act((made, node) => made.scaleBy(select(node), factor)),
    fit: () => act((made, node) => made.transform(select(node), zoomIdentity)),
    reveal(x, y) {
      if (x >= near && x <= width - near && y >= near && y <= height - near) return
      act((made, node) => made.translateTo(select(node), transform.invertX(x), transform.invertY(y)))
    }
  }
}
