import type { Metrics } from '../look/metrics'
import type { TextMeasure } from '../look/textMeasure'

/** What part of a trace is looked at, and how. */
export interface TimeView {
  /** First and last moment at the left and right edge, in the clock's unit; fractions and moments outside the trace are welcome. */
  readonly from: number
  readonly to: number
  /** Width in CSS pixels, without the column of names. */
  readonly width: number
  readonly metrics: Metrics
  readonly measure: TextMeasure
  /** The moment whose open waits are drawn as arrows; null for none. */
  readonly cursor: number | null
  /** `false` leaves shapes without their titles, for a canvas that is drawn at every frame and asks for words only where the pointer is. */
  readonly titles?: boolean
}

/** Where a moment stands in a view, in CSS pixels from its left edge; outside the view below 0 or above its width. */
export const xOf = ({ from, to, width }: TimeView, at: number): number => ((at - from) / (to - from)) * width
