import type { Bar } from '../shape'

/** From the middle of one cross to that of the next, pixels: denser hatching shimmers when it scrolls. */
const pitch = 36
/** What a cross of 10 pixels keeps free to both sides of its middle, and a label's ground to both sides of its text. */
const [half, ground] = [7, 4]

/** Where the crosses of a deadlocked bar have their middles: none is cut by the bar's end or by its label. */
export function crossPlaces({ x, width, label }: Pick<Bar, 'x' | 'width' | 'label'>): number[] {
  const places: number[] = []
  for (let at = x + pitch / 2; at + half < x + width; at += pitch) {
    const isHidden = label !== null && at + half > label.x - ground && at - half < label.x + label.width + ground
    if (!isHidden) places.push(at)
  }
  return places
}
