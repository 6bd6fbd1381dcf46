import { type RefObject, useEffect, useRef } from 'react'
import type { Theme } from '../../core/scenes/look/tokens'
import type { Surface } from './paintShapes'

/** A canvas that is painted anew whenever `paint` is another function, at most once per animation frame. Sizes in CSS pixels; the context comes scaled to the screen. */
export function useCanvas(theme: Theme, width: number, height: number, paint: (surface: Surface) => void): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const context = canvas.current?.getContext('2d')
      // before its box is measured there is nothing to paint on, and patterns cannot be made
      if (!context || !canvas.current || width === 0 || height === 0) return
      const ratio = window.devicePixelRatio
      canvas.current.width = Math.round(width * ratio)
      canvas.current.height = Math.round(height * ratio)
      context.scale(ratio, ratio)
      paint({ context, theme, ratio })
    })
    return () => cancelAnimationFrame(frame)
  }, [theme, width, height, paint])
  return canvas
}
