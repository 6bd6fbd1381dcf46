import { crossPlaces } from '../timeline/crossPlaces'
import { never } from '../../trace/never'
import { readableOn } from '../look/contrast'
import { glyphPaths } from '../look/glyphPaths'
import type { Arc, Band, Bar, Glyph, Label, Level, Line, Rule, Shape, Strip, Text } from '../shape'
import { stateLooks } from '../look/stateLook'
import { svgChip } from './svgChip'
import { levelLine, levelStroke } from '../ownership/levelLine'
import { patternId } from './svgPatterns'
import { threadFill } from '../look/threadFill'
import { element, escaped, number } from './svgText'
import { isFilled, type Theme } from '../look/tokens'

/** A shape as SVG in a theme's colours; hatches refer to `patternDefinitions`. */
export function svgShape(shape: Shape, theme: Theme): string {
  switch (shape.type) {
    case 'bar':
      return bar(shape, theme)
    case 'strip':
      return strip(shape, theme)
    case 'band':
      return band(shape, theme)
    case 'text':
      return text(shape, theme)
    case 'line':
    case 'arrow':
      return line(shape, theme)
    case 'arc':
      return arc(shape, theme)
    case 'rule':
      return rule(shape, theme)
    case 'glyph':
      return glyph(shape, theme)
    case 'chip':
      return svgChip(shape, theme)
    case 'level':
      return level(shape, theme)
    default:
      return never(shape)
  }
}

function bar({ x, y, width, height, state, label, title }: Bar, theme: Theme): string {
  const look = stateLooks[state]
  const tall = height * look.height
  const top = y + height - tall
  const inset = Math.min(look.border / 2, width / 2)
  const box = { x: x + inset, y: top + look.border / 2, width: Math.max(0, width - 2 * inset), height: tall - look.border }
  const dash = look.dash.length === 0 ? null : look.dash.join(' ')
  const stroke = { 'stroke-width': look.border, 'stroke-dasharray': dash }
  if (!isFilled(state)) {
    const outline = { ...box, fill: 'none', stroke: theme.ink.edge, ...stroke }
    return label === null ? element('rect', outline, title) : element('g', {}, title, element('rect', outline) + plate(label, y + height / 2, theme))
  }
  const hatch = patternId(state)
  const inner =
    element('rect', { ...box, fill: theme.fill[state], stroke: theme.border[state], ...stroke }) +
    (hatch === null ? '' : element('rect', { ...box, fill: `url(#${hatch})` })) +
    (look.pattern === 'crosses' ? crosses({ x, width, label }, y + height / 2, theme) : '') +
    (label === null ? '' : plate(label, y + height / 2, theme))
  return element('g', {}, title, inner)
}

function crosses(within: Pick<Bar, 'x' | 'width' | 'label'>, y: number, theme: Theme): string {
  const path = crossPlaces(within)
    .map((at) => `M${number(at - 5)} ${number(y - 5)}l10 10m0-10l-10 10`)
    .join('')
  return path === ''
    ? ''
    : element('path', {
        d: path,
        fill: 'none',
        stroke: readableOn(theme.fill.deadlocked) === '#FFFFFF' ? '#FFFFFF' : theme.border.deadlocked,
        'stroke-width': 2
      })
}

function plate({ text: words, x, width, size }: Label, y: number, theme: Theme): string {
  const high = (size * 4) / 3
  return (
    element('rect', { x: x - 4, y: y - high / 2, width: width + 8, height: high, rx: 3, fill: theme.ink.page }) +
    element('text', { x, y: y + size * 0.35, 'font-size': size, 'font-weight': 600, ...exactly(width), fill: theme.ink.ink }, '', escaped(words))
  )
}

/** Whatever font the viewer has, the text takes the width that was measured for it. */
const exactly = (width: number): { textLength: number; lengthAdjust: string } => ({ textLength: width, lengthAdjust: 'spacingAndGlyphs' })

function strip({ x, y, width, height, state, count }: Strip, theme: Theme): string {
  if (!isFilled(state)) return ''
  const { word, height: share } = stateLooks[state]
  const tall = height * share
  return element('rect', { x, y: y + height - tall, width, height: tall, fill: theme.fill[state] }, count > 1 ? `${count} stretches, at worst ${word}` : word)
}

function band({ x, y, width, height, thread, label, title }: Band, theme: Theme): string {
  const fill = thread === null ? theme.ink.edge : threadFill(theme, thread)
  const words =
    label === null
      ? ''
      : element(
          'text',
          { x: label.x, y: y + height / 2 + label.size * 0.35, 'font-size': label.size, 'font-weight': 700, ...exactly(label.width), fill: readableOn(fill) },
          '',
          escaped(label.text)
        )
  return element('g', {}, title, element('rect', { x, y, width, height, rx: width > 6 ? 2 : null, fill }) + words)
}

function level({ x, y, width, height, share, label, title }: Level, theme: Theme): string {
  const tall = share * height
  const inner =
    element('rect', { x, y, width, height, fill: theme.ink.surface }) +
    element('rect', { x, y: y + height - tall, width, height: tall, fill: theme.ink.line }) +
    element('path', { d: `M${number(x)} ${number(levelLine(y, height, share))}h${number(width)}`, stroke: theme.ink.ink2, 'stroke-width': levelStroke }) +
    (label === null ? '' : plate(label, y + height / 2, theme))
  return element('g', {}, title, inner)
}

function text({ x, y, text: words, size, anchor, ink, bold, on }: Text, theme: Theme): string {
  const fill = on === null ? theme.ink[ink] : readableOn(threadFill(theme, on))
  const entries = { x, y: y + size * 0.35, 'font-size': size, 'font-weight': bold ? 700 : null, 'text-anchor': anchor === 'start' ? null : anchor, fill }
  return element('text', entries, '', escaped(words))
}

function line({ type, x1, y1, x2, y2, ink, width, dash, opacity, title }: Line, theme: Theme): string {
  const color = theme.ink[ink]
  const stroke = { stroke: color, 'stroke-width': width, 'stroke-dasharray': dash.length === 0 ? null : dash.join(' ') }
  if (type === 'line') return element('line', { x1, y1, x2, y2, ...stroke, opacity: opacity === 1 ? null : opacity }, title)
  const head = arrowHead({ x: x1, y: y1 }, { x: x2, y: y2 }, width)
  return element(
    'g',
    { opacity: opacity === 1 ? null : opacity },
    title,
    element('line', { x1, y1, x2: head.x, y2: head.y, ...stroke }) + element('polygon', { points: head.points, fill: color })
  )
}

function arc({ x1, y1, bx, by, x2, y2, ink, width, opacity, title }: Arc, theme: Theme): string {
  const color = theme.ink[ink]
  const head = arrowHead({ x: bx, y: by }, { x: x2, y: y2 }, width)
  const d = `M${number(x1)} ${number(y1)}Q${[bx, by, head.x, head.y].map(number).join(' ')}`
  return element(
    'g',
    { opacity: opacity === 1 ? null : opacity },
    title,
    element('path', { d, fill: 'none', stroke: color, 'stroke-width': width }) + element('polygon', { points: head.points, fill: color })
  )
}

interface Point {
  readonly x: number
  readonly y: number
}

/** The head of an arrow that comes from one point to another: its corners, and the middle of its base, where the line ends. */
function arrowHead(from: Point, to: Point, width: number): Point & { readonly points: string } {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length]
  const long = Math.min(6 + 2 * width, length)
  const [x, y] = [to.x - ux * long, to.y - uy * long]
  const half = long * 0.42
  return { x, y, points: [to.x, to.y, x - uy * half, y + ux * half, x + uy * half, y - ux * half].map(number).join(' ') }
}

function rule({ x, y, width, height, dash, double, title }: Rule, theme: Theme): string {
  const thick = double ? height / 3 : height
  const ys = double ? [y + thick / 2, y + height - thick / 2] : [y + height / 2]
  const d = ys.map((at) => `M${number(x)} ${number(at)}h${number(width)}`).join('')
  return element(
    'path',
    { d, fill: 'none', stroke: theme.ink.ink, 'stroke-width': thick, 'stroke-dasharray': dash.length === 0 ? null : dash.join(' ') },
    title
  )
}

function glyph({ x, y, size, glyph: name, count, on, title }: Glyph, theme: Theme): string {
  const ink = on === null ? theme.ink.ink : readableOn(threadFill(theme, on))
  const { path, filled } = glyphPaths[name]
  const scale = size / 10
  const drawn = element('path', {
    d: path,
    transform: `translate(${number(x)} ${number(y)}) scale(${number(scale)})`,
    fill: filled ? ink : theme.ink.page,
    stroke: ink,
    'stroke-width': 1.5
  })
  const many = element('text', countLook(x, y, size, theme), '', `×${count}`)
  return element('g', {}, title, count > 1 ? drawn + many : drawn)
}

/** Seen on bars of any colour, and over their labels. */
const countLook = (x: number, y: number, size: number, { ink }: Theme): Record<string, string | number> => ({
  x: x + size * 0.7,
  y: y + size * 0.35,
  'font-size': size,
  fill: ink.ink,
  stroke: ink.page,
  'stroke-width': 3,
  'paint-order': 'stroke'
})
