import { type Pattern, stateLooks } from '../look/stateLook'
import { element, number } from './svgText'
import type { FilledState, Theme } from '../look/tokens'

const drawings: Partial<Record<Pattern, (ink: string) => string>> = {
  stripes: (ink) => element('path', { d: 'M-1 9L9-1M-9 9L1-1M7 9L17-1', stroke: ink, 'stroke-width': 2.2 }),
  dots: (ink) => element('circle', { cx: 2, cy: 2, r: 1.5, fill: ink }) + element('circle', { cx: 6, cy: 6, r: 1.5, fill: ink }),
  horizontal: (ink) => element('path', { d: 'M0 4H8', stroke: ink, 'stroke-width': 1.2 }),
  vertical: (ink) => element('path', { d: 'M4 0V8', stroke: ink, 'stroke-width': 1.2 })
}

/** The id of the pattern that hatches a state's bars; null for states whose pattern is no tile. */
export const patternId = (state: FilledState): string | null => (drawings[stateLooks[state].pattern] === undefined ? null : `hatch-${state}`)

/** Definitions of the patterns, in the states' border colours, on tiles of 8 pixels times `tile`. */
export function patternDefinitions(theme: Theme, tile: number): string {
  return (Object.keys(theme.border) as FilledState[])
    .map((state) => {
      const draw = drawings[stateLooks[state].pattern]
      const patternTransform = tile === 1 ? null : `scale(${number(tile)})`
      const frame = { id: patternId(state), width: 8, height: 8, patternUnits: 'userSpaceOnUse', patternTransform }
      return draw === undefined ? '' : element('pattern', frame, '', draw(theme.border[state]))
    })
    .join('')
}
