import { crossPlaces } from '../../core/scenes/timeline/crossPlaces'
import { readableOn } from '../../core/scenes/look/contrast'
import { glyphPaths } from '../../core/scenes/look/glyphPaths'
import { levelLine, levelStroke } from '../../core/scenes/ownership/levelLine'
import { objectOutline } from '../../core/scenes/look/objectOutline'
import type { Arc, Band, Bar, Chip, Glyph, Label, Level, Line, Rule, Shape, Strip, Text } from '../../core/scenes/shape'
import { windowMetrics } from '../../core/scenes/look/metrics'
import { stateLooks } from '../../core/scenes/look/stateLook'
import { threadLook } from '../../core/scenes/look/threadLook'
import { type Ink, isFilled, type Theme } from '../../core/scenes/look/tokens'
import type { ThreadId } from '../../core/trace/ids'
import { never } from '../../core/trace/never'
import { glyphPath } from './glyphPath'
import { tilePattern } from './patterns'

/** A canvas with what painting on it needs. */
export interface Surface {
  readonly context: CanvasRenderingContext2D
  readonly theme: Theme
  /** Device pixels per CSS pixel. */
  readonly ratio: number
}

const sans = "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif"

/** Paints shapes in order; coordinates in CSS pixels, the context already scaled. */
export function paintShapes(surface: Surface, shapes: readonly Shape[]): void {
  for (const shape of shapes) paintShape(surface, shape)
}

function paintShape(surface: Surface, shape: Shape): void {
  switch (shape.type) {
    case 'bar':
      return paintBar(surface, shape)
    case 'strip':
      return paintStrip(surface, shape)
    case 'band':
      return paintBand(surface, shape)
    case 'text':
      return paintText(surface, shape)
    case 'line':
    case 'arrow':
      return paintLine(surface, shape)
    case 'arc':
      return paintArc(surface, shape)
    case 'rule':
      return paintRule(surface, shape)
    case 'glyph':
      return paintGlyph(surface, shape)
    case 'chip':
      return paintChip(surface, shape)
    case 'level':
      return paintLevel(surface, shape)
    default:
      return never(shape)
  }
}

const ink = ({ theme }: Surface, role: Ink): string => theme.ink[role]
const threadColor = ({ theme }: Surface, thread: ThreadId): string => theme.threads[threadLook(thread).color] ?? theme.ink.edge

function paintBar(surface: Surface, bar: Bar): void {
  const { context, theme, ratio } = surface
  const look = stateLooks[bar.state]
  const { tile } = windowMetrics(theme.name).roomy
  const border = look.border * tile
  const height = bar.height * look.height
  const y = bar.y + bar.height - height
  if (isFilled(bar.state)) {
    context.fillStyle = theme.fill[bar.state]
    context.fillRect(bar.x, y, bar.width, height)
    const pattern = tilePattern(context, look.pattern, theme.border[bar.state], ratio, tile)
    if (pattern) {
      context.fillStyle = pattern
      context.fillRect(bar.x, y, bar.width, height)
    }
    if (look.pattern === 'crosses') paintCrosses(surface, bar)
  }
  context.strokeStyle = isFilled(bar.state) ? theme.border[bar.state] : theme.ink.edge
  context.lineWidth = border
  context.setLineDash([...look.dash])
  const half = border / 2
  if (bar.width > border) context.strokeRect(bar.x + half, y + half, bar.width - border, height - border)
  context.setLineDash([])
  if (bar.label) paintPlate(surface, bar.label, bar)
}

function paintCrosses({ context, theme }: Surface, bar: Bar): void {
  const middle = bar.y + bar.height / 2
  context.save()
  context.strokeStyle = theme.name === 'dark' ? theme.border.deadlocked : '#FFFFFF'
  context.lineWidth = 2
  context.beginPath()
  for (const x of crossPlaces(bar)) {
    context.moveTo(x - 5, middle - 5)
    context.lineTo(x + 5, middle + 5)
    context.moveTo(x + 5, middle - 5)
    context.lineTo(x - 5, middle + 5)
  }
  context.stroke()
  context.restore()
}

function paintPlate(surface: Surface, label: Label, { y, height }: { y: number; height: number }): void {
  const { context } = surface
  context.fillStyle = ink(surface, 'page')
  context.beginPath()
  const high = (label.size * 4) / 3
  context.roundRect(label.x - 4, y + height / 2 - high / 2, label.width + 8, high, 3)
  context.fill()
  context.fillStyle = ink(surface, 'ink')
  context.font = `600 ${label.size}px ${sans}`
  context.textAlign = 'start'
  context.textBaseline = 'middle'
  context.fillText(label.text, label.x, y + height / 2 + 0.5)
}

function paintStrip({ context, theme }: Surface, strip: Strip): void {
  if (!isFilled(strip.state)) return
  context.fillStyle = theme.fill[strip.state]
  context.fillRect(strip.x, strip.y, strip.width, strip.height)
}

function paintBand(surface: Surface, band: Band): void {
  const { context } = surface
  // a strip of several owners' bands wears nobody's colour
  const color = band.thread === null ? ink(surface, 'edge') : threadColor(surface, band.thread)
  context.fillStyle = color
  context.fillRect(band.x, band.y, band.width, band.height)
  if (band.thread !== null && threadLook(band.thread).striped) paintStriping(surface, band, readableOn(color))
  if (!band.label) return
  context.fillStyle = readableOn(color)
  context.font = `700 ${band.label.size}px ${sans}`
  context.textAlign = 'start'
  context.textBaseline = 'middle'
  context.fillText(band.label.text, band.label.x, band.y + band.height / 2 + 0.5)
}

function paintStriping({ context, ratio }: Surface, area: Band, color: string): void {
  context.save()
  context.globalAlpha = 0.35
  context.fillStyle = tilePattern(context, 'stripes', color, ratio) ?? color
  context.fillRect(area.x, area.y, area.width, area.height)
  context.restore()
}

function paintText(surface: Surface, text: Text): void {
  const { context } = surface
  context.fillStyle = text.on === null ? ink(surface, text.ink) : readableOn(threadColor(surface, text.on))
  context.font = `${text.bold ? 700 : 400} ${text.size}px ${sans}`
  context.textAlign = text.anchor === 'middle' ? 'center' : text.anchor
  context.textBaseline = 'middle'
  context.fillText(text.text, text.x, text.y + 0.5)
}

function paintLine(surface: Surface, line: Line): void {
  const { context } = surface
  context.save()
  context.globalAlpha = line.opacity
  context.strokeStyle = ink(surface, line.ink)
  context.fillStyle = ink(surface, line.ink)
  context.lineWidth = line.width
  context.beginPath()
  context.moveTo(line.x1, line.y1)
  context.lineTo(line.x2, line.y2)
  if (line.type === 'arrow') paintHalo(surface, line)
  context.setLineDash([...line.dash])
  context.stroke()
  if (line.type === 'arrow') paintHead(context, line)
  context.restore()
}

function paintArc(surface: Surface, arc: Arc): void {
  const { context } = surface
  context.save()
  context.globalAlpha = arc.opacity
  context.strokeStyle = ink(surface, arc.ink)
  context.fillStyle = ink(surface, arc.ink)
  context.lineWidth = arc.width
  context.beginPath()
  context.moveTo(arc.x1, arc.y1)
  context.quadraticCurveTo(arc.bx, arc.by, arc.x2, arc.y2)
  paintHalo(surface, arc)
  context.stroke()
  paintHead(context, { ...arc, x1: arc.bx, y1: arc.by })
  context.restore()
}

/** A seam of the page's colour round an arrow's line, so that it is seen on any bar. */
function paintHalo(surface: Surface, line: Pick<Line, 'width'>): void {
  const { context } = surface
  context.save()
  context.strokeStyle = ink(surface, 'page')
  context.lineWidth = line.width + 3
  context.stroke()
  context.restore()
}

function paintHead(context: CanvasRenderingContext2D, { x1, y1, x2, y2, width }: Pick<Line, 'x1' | 'y1' | 'x2' | 'y2' | 'width'>): void {
  const angle = Math.atan2(y2 - y1, x2 - x1)
  const length = 6 + 2 * width
  context.setLineDash([])
  context.beginPath()
  context.moveTo(x2, y2)
  context.lineTo(x2 - length * Math.cos(angle - 0.4), y2 - length * Math.sin(angle - 0.4))
  context.lineTo(x2 - length * Math.cos(angle + 0.4), y2 - length * Math.sin(angle + 0.4))
  context.closePath()
  context.fill()
}

function paintRule(surface: Surface, rule: Rule): void {
  const { context } = surface
  context.strokeStyle = ink(surface, 'ink')
  context.setLineDash([...rule.dash])
  context.lineWidth = rule.double ? rule.height / 3 : rule.height
  const ys = rule.double ? [rule.y + rule.height / 6, rule.y + (rule.height * 5) / 6] : [rule.y + rule.height / 2]
  for (const y of ys) {
    context.beginPath()
    context.moveTo(rule.x, y)
    context.lineTo(rule.x + rule.width, y)
    context.stroke()
  }
  context.setLineDash([])
}

function paintGlyph(surface: Surface, glyph: Glyph): void {
  const { context } = surface
  context.save()
  context.translate(glyph.x, glyph.y)
  context.scale(glyph.size / 10, glyph.size / 10)
  const path = glyphPath(glyph.glyph)
  context.lineWidth = 1.5
  const color = glyph.on === null ? ink(surface, 'ink') : readableOn(threadColor(surface, glyph.on))
  context.strokeStyle = color
  context.fillStyle = glyphPaths[glyph.glyph].filled ? color : ink(surface, 'page')
  context.fill(path)
  context.stroke(path)
  context.restore()
  if (glyph.count > 1) paintCount(surface, glyph)
}

/** How many events a glyph stands for, on ground of its own: it lies over bars of any colour, and over their labels. */
function paintCount(surface: Surface, { x, y, size, count }: Glyph): void {
  const { context } = surface
  const text = `×${count}`
  // in dense lanes marks are smaller, and a number of 8 pixels is not read
  const high = Math.max(10, size)
  context.font = `400 ${high}px ${sans}`
  context.fillStyle = ink(surface, 'page')
  context.fillRect(x + 6, y - high / 2, context.measureText(text).width + 2, high)
  paintText(surface, { type: 'text', x: x + 7, y, text, size: high, anchor: 'start', ink: 'ink', bold: false, on: null })
}

function paintChip(surface: Surface, chip: Chip): void {
  const { context } = surface
  context.save()
  context.globalAlpha = chip.opacity
  context.strokeStyle = ink(surface, chip.stroke)
  context.lineWidth = chip.strokeWidth
  context.setLineDash([...chip.dash])
  context.fillStyle = chip.fill === null ? ink(surface, 'page') : threadColor(surface, chip.fill)
  outline(context, chip)
  context.fill()
  if (chip.strokeWidth > 0) context.stroke()
  context.restore()
  const { x, y, width, height, text, size, fill } = chip
  paintText(surface, { type: 'text', x: x + width / 2, y: y + height / 2, text, size, anchor: 'middle', ink: 'ink', bold: true, on: fill })
}

function outline(context: CanvasRenderingContext2D, { shape, x, y, width, height }: Chip): void {
  context.beginPath()
  if (shape === 'circle') context.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI)
  else if (objectOutline[shape] !== null) polygon(context, objectOutline[shape], { x, y, width, height })
  else context.roundRect(x, y, width, height, shape === 'round' ? height / 2 : 4)
  if (shape === 'doubleSquare') context.roundRect(x + 3, y + 3, width - 6, height - 6, 2)
}

function polygon(context: CanvasRenderingContext2D, corners: readonly number[], box: { x: number; y: number; width: number; height: number }): void {
  for (let index = 0; index < corners.length; index += 2) {
    context.lineTo(box.x + (corners[index] ?? 0) * box.width, box.y + (corners[index + 1] ?? 0) * box.height)
  }
  context.closePath()
}

function paintLevel(surface: Surface, { x, y, width, height, share, label }: Level): void {
  const { context } = surface
  context.fillStyle = ink(surface, 'surface')
  context.fillRect(x, y, width, height)
  context.fillStyle = ink(surface, 'line')
  context.fillRect(x, y + height * (1 - share), width, height * share)
  context.fillStyle = ink(surface, 'ink2')
  context.fillRect(x, levelLine(y, height, share) - levelStroke / 2, width, levelStroke)
  if (label) paintPlate(surface, label, { y, height })
}
