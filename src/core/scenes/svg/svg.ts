import type { Shape } from '../shape'
import { patternDefinitions } from './svgPatterns'
import { svgShape } from './svgShape'
import { element, escaped, number } from './svgText'
import { figureFonts } from '../look/textMeasure'
import type { Theme } from '../look/tokens'

/** Shapes with their place in a figure. */
export interface Panel {
  readonly x: number
  readonly y: number
  readonly shapes: readonly Shape[]
}

/** A figure before it is written. */
export interface Figure {
  readonly width: number
  readonly height: number
  /** Read out first by a screen reader. */
  readonly title: string
  /** The alternative text: everything that the figure says, in words. */
  readonly description: string
  readonly panels: readonly Panel[]
}

/** A figure as a standalone SVG file, the same bytes for the same figure. `tile` scales the hatches (1 on screen, 1.5 projected). */
export function svg({ width, height, title, description, panels }: Figure, theme: Theme, tile = 1): string {
  const page = element('rect', { width, height, fill: theme.ink.page })
  const parts = panels.map(({ x, y, shapes }) => {
    const inner = shapes.map((shape) => svgShape(shape, theme)).filter((text) => text !== '')
    return element('g', { transform: `translate(${number(x)} ${number(y)})` }, '', `\n${inner.join('\n')}\n`)
  })
  const frame = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${number(width)} ${number(height)}`,
    role: 'img',
    'font-family': figureFonts
  }
  const inner = [element('desc', {}, '', escaped(description)), element('defs', {}, '', patternDefinitions(theme, tile)), page, ...parts]
  return `${element('svg', frame, title, `\n${inner.join('\n')}\n`)}\n`
}
