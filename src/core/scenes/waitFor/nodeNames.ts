import type { SceneNode } from './graphGeometry'
import type { Metrics } from '../look/metrics'
import type { Text } from '../shape'
import { fittedName, type TextMeasure } from '../look/textMeasure'

/** The room that names have, in CSS pixels, and how they are written. */
export interface NameRoom {
  readonly width: number
  readonly height: number
  readonly metrics: Metrics
  readonly measure: TextMeasure
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/**
 * The names of a graph's nodes: outside the ring, beside the node; for one at the very top or bottom a little away from where its lines go. Where that would lie
 * over a node or another name it is moved up or down a little, or goes to one of the other places, the first that is free:
 *
 *               above
 *     outside   (node)   inside
 *               below
 */
export function nodeNames(nodes: readonly SceneNode[], room: NameRoom, isActive: (node: SceneNode) => boolean): Text[] {
  const taken: Box[] = nodes.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }))
  return nodes.map((node): Text => {
    const places = placesOf(node, room)
    const [usual] = places
    const free = places.find((text) => isFree(boxOf(text, room), taken, room)) ?? usual
    if (free === undefined) throw new Error('a name has no place')
    taken.push(boxOf(free, room))
    return { ...free, ink: isActive(node) ? 'ink' : 'ink2' }
  })
}

function placesOf({ x, y, radius, name }: SceneNode, { width, height, metrics, measure }: NameRoom): Text[] {
  const { label } = metrics
  const [dx, dy] = [x - width / 2, y - height / 2]
  const isSide = Math.abs(dx) > radius * 0.6
  const out = isSide && dx < 0 ? -1 : 1
  const at = (place: { readonly x: number; readonly y: number }, anchor: Text['anchor'], most: number): Text => ({
    type: 'text',
    ...place,
    text: fittedName(name, label, Math.max(label * 3, most), measure) ?? name,
    size: label,
    anchor,
    ink: 'ink',
    bold: false,
    on: null
  })
  const away = radius + 6
  const outside = isSide ? { x: x + out * away, y } : { x: x + away, y: y + (dy < -1 ? -1 : 1) * radius * 0.5 }
  const apart = radius + label * 0.7
  const anchor = out < 0 ? 'end' : 'start'
  const most = width / 2 - Math.abs(dx) - radius - 8
  const shifted = [0, -0.8, 0.8].map((share) => at({ x: outside.x, y: outside.y + share * radius }, anchor, most))
  return [
    ...shifted,
    at({ x, y: y + (dy < 0 ? -apart : apart) }, 'middle', width * 0.3),
    at({ x, y: y + (dy < 0 ? apart : -apart) }, 'middle', width * 0.3),
    at({ x: x - out * away, y }, out < 0 ? 'start' : 'end', width * 0.3)
  ]
}

function boxOf({ x, y, text, size, anchor }: Text, { measure }: NameRoom): Box {
  const wide = measure(text, size)
  const left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2
  return { left, right: left + wide, top: y - size * 0.6, bottom: y + size * 0.6 }
}

const isFree = (box: Box, taken: readonly Box[], { width, height }: NameRoom): boolean =>
  box.left >= 0 &&
  box.right <= width &&
  box.top >= 0 &&
  box.bottom <= height &&
  !taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)
