import type { MemoryBlock } from './addressMap'
import { memoryKinds } from './memoryKind'
import type { PageCell } from './pageStrip'
import type { Line, Shape } from '../shape'
import type { Ink } from '../look/tokens'

/** Where something is drawn, CSS pixels. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A block of an address map: from the left its share that is the process's own, dark; what is shared, hatched; what is not in memory, empty. */
export function blockShapes({ x, width, size, alone, shared, kind, title }: MemoryBlock, height: number, label: number, chosen: boolean): Shape[] {
  const [own, common] = [alone, shared].map((kib) => Math.min(1, kib / Math.max(1, size)) * (width - 1))
  const middle = { x, y: 0, width: width - 1, height }
  const inside = { x: x + 1, y: 1, width: width - 3, height: height - 2 }
  const letter: Shape[] =
    width < label * 1.4
      ? []
      : [
          outline(
            { x: x + 2, y: (height - label * 1.3) / 2, width: label, height: label * 1.3 },
            { stroke: 'edge', text: memoryKinds[kind].letter, size: label, title: '' }
          )
        ]
  return [
    outline(middle, { stroke: chosen ? 'accent' : 'edge', strokeWidth: chosen ? 4 : 1, title }),
    ...filled({ ...inside, width: Math.min(own ?? 0, inside.width) }),
    ...hatched({ ...inside, x: inside.x + (own ?? 0), width: Math.max(0, Math.min(common ?? 0, inside.width - (own ?? 0))) }),
    ...letter
  ]
}

/** A page: dark when it is the process's own, hatched when shared, crossed when copied, dotted and empty when not in memory. A cell of several that differ is filled to a part. */
export function pageShapes({ look, mixed, title }: PageCell, box: Box): Shape[] {
  const part = mixed ? { ...box, y: box.y + box.height * 0.4, height: box.height * 0.6 } : box
  const frame = outline(box, {
    stroke: look === 'copied' ? 'danger' : 'edge',
    strokeWidth: look === 'copied' ? 2 : 1,
    dash: look === 'absent' ? [1, 2] : [],
    title
  })
  switch (look) {
    case 'alone':
      return [frame, ...filled(part)]
    case 'shared':
      return [frame, ...hatched(box)]
    case 'copied':
      return [
        frame,
        stroke(part.x, part.y, part.x + part.width, part.y + part.height, 'danger', 2),
        stroke(part.x, part.y + part.height, part.x + part.width, part.y, 'danger', 2)
      ]
    default:
      return [frame]
  }
}

const filled = ({ x, y, width, height }: Box): Line[] => (width <= 0 ? [] : [stroke(x, y + height / 2, x + width, y + height / 2, 'ink2', height)])

/** Lines at 45 degrees, 4 pixels apart. */
function hatched({ x, y, width, height }: Box): Line[] {
  const lines: Line[] = []
  for (let at = 4; at < width + height; at += 4) {
    const [from, to] = [Math.min(at, width), Math.max(0, at - height)]
    lines.push(stroke(x + from, y + at - from, x + to, y + at - to, 'edge', 1))
  }
  return lines
}

const stroke = (x1: number, y1: number, x2: number, y2: number, ink: Ink, width: number): Line => ({
  type: 'line',
  x1,
  y1,
  x2,
  y2,
  ink,
  width,
  dash: [],
  opacity: 1,
  title: ''
})

interface OutlineLook {
  readonly stroke: Ink
  readonly strokeWidth?: number
  readonly dash?: readonly number[]
  readonly text?: string
  readonly size?: number
  readonly title: string
}

const outline = (box: Box, { stroke: ink, strokeWidth = 1, dash = [], text = '', size = 10, title }: OutlineLook): Shape => ({
  type: 'chip',
  ...box,
  shape: 'square',
  fill: null,
  stroke: ink,
  strokeWidth,
  dash,
  text,
  size,
  opacity: 1,
  title
})
