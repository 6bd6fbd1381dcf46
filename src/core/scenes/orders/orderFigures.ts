import type { StateGraph, StateNode } from '../../explorer/report'
import { counted } from '../counted'
import { screenMetrics } from '../look/metrics'
import type { ProgressPicture } from './progressFrame'
import { progressScene } from './progressScene'
import type { Chip, Shape, Text } from '../shape'
import { stateGraphLayout } from './stateGraphLayout'
import { stateGraphScene, stateWords, stepTitle } from './stateGraphScene'
import { stateKindLooks } from './stateKindLook'
import { type Panel, svg } from '../svg/svg'
import { fixedMeasure } from '../look/textMeasure'
import { type ThemeName, themes } from '../look/tokens'

/** What stands over a figure: the program's name, and what was searched. */
export interface FigureHead {
  readonly title: string
  readonly words: string
  readonly theme?: ThemeName
}

const margin = 24
const size = screenMetrics.label
const headHeight = size * 3
const [least, most] = [640, 6_000]
/** Pixels between layers and between states of a layer, so that steps have their words. */
const [layer, row] = [140, 64]

/**
 * The state graph of a program as one figure, with the words of all steps that fit, a legend of the kinds of states, and everything in words for those who do not
 * see it. `path` and `current`: as in `StateGraphView`.
 */
export function stateGraphSvg(graph: StateGraph, path: readonly number[], current: number | null, head: FigureHead): string {
  const layout = stateGraphLayout(graph)
  const width = Math.min(most, Math.max(least, layout.layers * layer))
  const height = Math.min(most, Math.max(160, layout.rows * row))
  const view = { width, height, scale: 1, shiftX: 0, shiftY: 0, path, current, metrics: screenMetrics, measure: fixedMeasure }
  const { shapes } = stateGraphScene(graph, layout, view)
  const legend = kindsOf(graph)
  const said = [
    ...legend.map(({ kind, count }) => `${counted(count, 'state')}: ${stateKindLooks[kind].word}`),
    ...graph.nodes.map((node, at) => `${stateWords(node, at)}; ${stepsFrom(graph, at)}`)
  ]
  return figure(head, 'State graph', width, height, shapes, legendShapes(legend), said)
}

/** The progress graph of two threads as one figure, with its sentences below it. */
export function progressSvg(picture: ProgressPicture, head: FigureHead): string {
  const [width, height] = [900, 560]
  const { shapes, words } = progressScene(picture, { width, height, metrics: screenMetrics, measure: fixedMeasure })
  return figure(
    head,
    'Progress graph',
    width,
    height,
    shapes,
    words.map((sentence, at) => text(sentence, 0, at * size * 1.7)),
    words
  )
}

type Kind = StateNode['kind']

function kindsOf({ nodes }: StateGraph): { readonly kind: Kind; readonly count: number }[] {
  return (Object.keys(stateKindLooks) as Kind[])
    .map((kind) => ({ kind, count: nodes.filter((node) => node.kind === kind).length }))
    .filter(({ count }) => count > 0)
}

function stepsFrom({ edges }: StateGraph, state: number): string {
  const steps = edges.filter(({ from }) => from === state).map((edge) => `${stepTitle(edge)} to ${edge.to}`)
  return steps.length === 0 ? 'no step leads on' : steps.join(', ')
}

function legendShapes(kinds: readonly { readonly kind: Kind; readonly count: number }[]): Shape[] {
  let x = 0
  return kinds.flatMap(({ kind, count }) => {
    const { shape, letter, word, stroke, strokeWidth, dash } = stateKindLooks[kind]
    const [words, radius] = [`${word} (${count.toLocaleString('en')})`, size * 0.8]
    const chip: Chip = {
      type: 'chip',
      x,
      y: -radius,
      width: radius * 2,
      height: radius * 2,
      shape,
      fill: null,
      stroke,
      strokeWidth,
      dash,
      text: letter,
      size: size * 0.85,
      opacity: 1,
      title: ''
    }
    const label = text(words, x + radius * 2 + 6, 0)
    x += radius * 2 + 6 + fixedMeasure(words, size) + size * 2
    return [chip, label]
  })
}

function figure(
  { title, words, theme }: FigureHead,
  what: string,
  width: number,
  height: number,
  shapes: readonly Shape[],
  below: readonly Shape[],
  said: readonly string[]
): string {
  const whole = width + 2 * margin
  const foot = below.length === 0 ? 0 : Math.max(...below.map((shape) => ('y' in shape ? shape.y : 0))) + size * 2.5
  const panels: Panel[] = [
    {
      x: margin,
      y: margin,
      shapes: [
        { ...text(title, 0, size * 0.7), size: size * 1.4, bold: true },
        { ...text(words, width, size * 0.7), anchor: 'end', ink: 'ink2' }
      ]
    },
    { x: margin, y: margin + headHeight, shapes },
    { x: margin, y: margin + headHeight + height + size * 1.5, shapes: below }
  ]
  const description = [words, ...said].map((sentence) => (sentence.endsWith('.') ? sentence : `${sentence}.`)).join(' ')
  const full = { width: whole, height: Math.ceil(margin + headHeight + height + size + foot + margin), title: `${what} of ${title}`, description, panels }
  return svg(full, themes[theme ?? 'light'])
}

const text = (words: string, x: number, y: number): Text => ({ type: 'text', x, y, text: words, size, anchor: 'start', ink: 'ink', bold: false, on: null })
