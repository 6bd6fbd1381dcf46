import { readableOn } from '../look/contrast'
import { objectOutline } from '../look/objectOutline'
import type { Chip } from '../shape'
import { element, escaped, number } from './svgText'
import { threadFill } from '../look/threadFill'
import { threadLook } from '../look/threadLook'
import type { Theme } from '../look/tokens'

/** A thread's or lock's chip as SVG. Chips of threads from the ninth on have a stripe across, for their colours are used a second time. */
export function svgChip(chip: Chip, theme: Theme): string {
  const { x, y, width, height, fill, text, size, opacity, title } = chip
  const color = fill === null ? theme.ink.page : threadFill(theme, fill)
  const ink = fill === null ? theme.ink.ink : readableOn(color)
  const stripe = fill !== null && chip.shape === 'circle' && threadLook(fill).striped
  const words = element(
    'text',
    { x: x + width / 2, y: y + height / 2 + size * 0.35, 'font-size': size, 'font-weight': 700, 'text-anchor': 'middle', fill: ink },
    '',
    escaped(text)
  )
  const bar = stripe
    ? element('path', { d: `M${number(x + width * 0.2)} ${number(y + height * 0.8)}h${number(width * 0.6)}`, stroke: ink, 'stroke-width': 2 })
    : ''
  return element('g', { opacity: opacity === 1 ? null : opacity }, title, outline(chip, color, theme) + bar + words)
}

function outline({ x, y, width, height, shape, stroke, strokeWidth, dash }: Chip, fill: string, theme: Theme): string {
  const line =
    strokeWidth === 0 ? {} : { stroke: theme.ink[stroke], 'stroke-width': strokeWidth, 'stroke-dasharray': dash.length === 0 ? null : dash.join(' ') }
  const corners = shape === 'circle' ? null : objectOutline[shape]
  if (corners !== null) {
    const points = corners.map((share, index) => number(index % 2 === 0 ? x + share * width : y + share * height)).join(' ')
    return element('polygon', { points, fill, ...line })
  }
  if (shape === 'circle') return element('circle', { cx: x + width / 2, cy: y + height / 2, r: Math.min(width, height) / 2, fill, ...line })
  const outer = element('rect', { x, y, width, height, rx: shape === 'round' ? height / 2 : 4, fill, ...line })
  if (shape !== 'doubleSquare') return outer
  return outer + element('rect', { x: x + 3, y: y + 3, width: width - 6, height: height - 6, rx: 2, fill: 'none', ...line, 'stroke-width': 1 })
}
