import type { ObjectShape } from './lockLook'

/** Corners of an outline in a box of width and height 1, clockwise: x, y, x, y, … */
type Corners = readonly number[]

/**
 * The outlines that are polygons; the others are rectangles with more or less round corners.
 *
 *   hexagon      diamond    pennant    gate      octagon
 *    /‾‾\          /\       |‾‾‾/      |‾|__|‾|    /‾\
 *    \__/          \/       |___\      |_|‾‾|_|   |   |
 */
export const objectOutline: Readonly<Record<ObjectShape, Corners | null>> = {
  square: null,
  doubleSquare: null,
  round: null,
  hexagon: [0.25, 0, 0.75, 0, 1, 0.5, 0.75, 1, 0.25, 1, 0, 0.5],
  diamond: [0.5, -0.1, 1.1, 0.5, 0.5, 1.1, -0.1, 0.5],
  pennant: [0, 0, 1.1, 0, 0.9, 0.5, 1.1, 1, 0, 1],
  gate: [0, 0, 0.16, 0, 0.16, 0.12, 0.84, 0.12, 0.84, 0, 1, 0, 1, 1, 0.84, 1, 0.84, 0.88, 0.16, 0.88, 0.16, 1, 0, 1],
  octagon: [0.28, 0, 0.72, 0, 1, 0.28, 1, 0.72, 0.72, 1, 0.28, 1, 0, 0.72, 0, 0.28]
}
