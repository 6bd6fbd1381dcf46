import type { NodeKey } from './waitForGraph'

/** A node as lines see it: its middle and its outline, a circle of this radius or a square of this half side. */
export interface Outline {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly square: boolean
}

/** A node where it stands at every moment. */
export interface SceneNode extends Outline {
  readonly key: NodeKey
  readonly name: string
}

/** A straight line between the outlines of two nodes. */
export interface Segment {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

/** The line from one node's outline to the other's, `gap` pixels short of both, shifted sideways by `shift` pixels so that two lines between the same nodes lie apart. */
export function between(from: Outline, to: Outline, gap: number, shift: number): Segment {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy) || 1
  const [ux, uy] = [dx / length, dy / length]
  const start = Math.min(reach(from, ux, uy) + gap, length / 2)
  const end = Math.min(reach(to, ux, uy) + gap, length / 2)
  return {
    x1: from.x + ux * start - uy * shift,
    y1: from.y + uy * start + ux * shift,
    x2: to.x - ux * end - uy * shift,
    y2: to.y - uy * end + ux * shift
  }
}

/** A curve between the outlines of two nodes that goes past the middle of the straight way at `bulge` pixels to its left, seen along it. */
export function around(from: Outline, to: Outline, gap: number, bulge: number): Segment & { readonly bx: number; readonly by: number } {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy) || 1
  // the curve comes half as far as the point that bends it
  const bend: Outline = { x: (from.x + to.x) / 2 + (dy / length) * 2 * bulge, y: (from.y + to.y) / 2 - (dx / length) * 2 * bulge, radius: 0, square: false }
  const [leaves, arrives] = [between(from, bend, gap, 0), between(bend, to, gap, 0)]
  return { x1: leaves.x1, y1: leaves.y1, bx: bend.x, by: bend.y, x2: arrives.x2, y2: arrives.y2 }
}

/** How far the outline is from the middle in a direction. */
const reach = ({ radius, square }: Outline, ux: number, uy: number): number => (square ? radius / Math.max(Math.abs(ux), Math.abs(uy)) : radius)
