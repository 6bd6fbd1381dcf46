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
export const denseMetrics: Metrics = { axis: 22, lane: 20, laneGap: 4, lock: 20, lockGap: 2, label: 12, glyph: 8, rule: 3, tile: 1 }
/** For a page of 1280 × 720 pixels on a projector: no text under 18 pixels. */
export const projectorMetrics: Metrics = { axis: 30, lane: 40, laneGap: 4, lock: 30, lockGap: 4, label: 18, glyph: 16, rule: 4, tile: 1.5 }
