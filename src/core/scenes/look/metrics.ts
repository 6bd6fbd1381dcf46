import type { ThemeName } from './tokens'

/** Measures of a picture, in CSS pixels. */
export interface Metrics {
  /** Height of the axis above the lanes. */
  readonly axis: number
  /** Height of a thread's lane and the gap under it, in which the "holds" rules lie. */
  readonly lane: number
  readonly laneGap: number
  /** Height of a lock's row and the gap under it. */
  readonly lock: number
  readonly lockGap: number
  /** Font size of labels. */
  readonly label: number
  /** Size of event glyphs. */
  readonly glyph: number
  /** Thickness of a "holds" rule. */
  readonly rule: number
  /** Factor on the tiles of patterns. */
  readonly tile: number
}

/** The window's measures. */
export const screenMetrics: Metrics = { axis: 22, lane: 30, laneGap: 4, lock: 22, lockGap: 4, label: 12, glyph: 10, rule: 3, tile: 1 }
/** For more rows than fit: no state or wait is left out, only air. */
const denseMetrics: Metrics = { axis: 22, lane: 20, laneGap: 4, lock: 20, lockGap: 2, label: 12, glyph: 8, rule: 3, tile: 1 }
/** The window's measures on a projector: the page is zoomed besides, so that a label comes to a fortieth of its height. */
const projectedMetrics: Metrics = { axis: 24, lane: 33, laneGap: 5, lock: 25, lockGap: 4, label: 15, glyph: 13, rule: 4, tile: 1.25 }
const projectedDense: Metrics = { axis: 24, lane: 24, laneGap: 5, lock: 22, lockGap: 3, label: 14, glyph: 10, rule: 4, tile: 1.25 }
/** What the window draws by in a theme: with air, and for more rows than fit. */
export const windowMetrics = (theme: ThemeName): { readonly roomy: Metrics; readonly dense: Metrics } =>
  theme === 'projector' ? { roomy: projectedMetrics, dense: projectedDense } : { roomy: screenMetrics, dense: denseMetrics }
/** For a page of 1280 × 720 pixels on a projector: no text under 18 pixels. */
export const projectorMetrics: Metrics = { axis: 30, lane: 40, laneGap: 4, lock: 30, lockGap: 4, label: 18, glyph: 16, rule: 4, tile: 1.5 }
