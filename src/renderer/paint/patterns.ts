import type { Pattern } from '../../core/scenes/look/stateLook'

type Context = CanvasRenderingContext2D

function tile(size: number, ratio: number, ink: string, draw: (context: OffscreenCanvasRenderingContext2D) => void): OffscreenCanvas {
  const canvas = new OffscreenCanvas(Math.round(size * ratio), Math.round(size * ratio))
  const context = canvas.getContext('2d')
  if (!context) return canvas
  context.scale(canvas.width / size, canvas.height / size)
  context.strokeStyle = ink
  context.fillStyle = ink
  draw(context)
  return canvas
}

function stripes(context: OffscreenCanvasRenderingContext2D): void {
  context.lineWidth = 2.2
  context.beginPath()
  for (const shift of [-8, 0, 8]) {
    context.moveTo(shift - 1, 9)
    context.lineTo(shift + 9, -1)
  }
  context.stroke()
}

function dots(context: OffscreenCanvasRenderingContext2D): void {
  for (const [x, y] of [
    [2, 2],
    [6, 6]
  ] as const) {
    context.beginPath()
    context.arc(x, y, 1.5, 0, 2 * Math.PI)
    context.fill()
  }
}

const drawings: Partial<Record<Pattern, (context: OffscreenCanvasRenderingContext2D) => void>> = {
  stripes,
  dots,
  horizontal: (context) => context.fillRect(0, 3.4, 8, 1.2),
  vertical: (context) => context.fillRect(3.4, 0, 1.2, 8)
}

// a few patterns in a few inks, each wanted hundreds of times a frame; a pattern fits every canvas
const known = new Map<string, CanvasPattern | null>()

/** A repeating fill of a state's pattern on a tile of 8 pixels times `scale`, in the given ink; null for patterns that are no tiles. `ratio` is the screen's pixel ratio. */
export function tilePattern(context: Context, pattern: Pattern, ink: string, ratio: number, scale = 1): CanvasPattern | null {
  const draw = drawings[pattern]
  if (!draw) return null
  const key = `${pattern} ${ink} ${ratio} ${scale}`
  const before = known.get(key)
  if (before !== undefined) return before
  const made = context.createPattern(tile(8, ratio * scale, ink, draw), 'repeat')
  made?.setTransform(new DOMMatrix().scale(1 / ratio))
  known.set(key, made)
  return made
}
