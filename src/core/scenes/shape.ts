import type { ThreadState } from '../analysis/threadState'
import type { ThreadId } from '../trace/ids'
import type { ObjectShape } from './look/lockLook'
import type { Ink } from './look/tokens'

/** What is drawn for an event on a lane's top edge; the shape says what happened. */
export type GlyphName =
  | 'request'
  | 'acquire'
  | 'release'
  | 'tryFail'
  | 'timeout'
  | 'cancel'
  | 'read'
  | 'write'
  | 'spawn'
  | 'join'
  | 'exception'
  | 'print'
  | 'note'
  | 'gap'
  | 'wanted'
  | 'wait'
  | 'wake'
  | 'notify'
  | 'put'
  | 'get'
  | 'done'
  | 'set'
  | 'clear'
  | 'arrive'
  | 'broken'
  | 'choose'

/** A label on a plate of the page's colour, or straight on a band; `x` is where the text begins, in the same coordinates as its shape. */
export interface Label {
  readonly text: string
  readonly x: number
  /** Measured width of the text. */
  readonly width: number
  /** Font size. */
  readonly size: number
}

/** A state of a thread over time. */
export interface Bar {
  readonly type: 'bar'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly state: ThreadState
  /** Null where it would not fit. */
  readonly label: Label | null
  /** In words, for hover and screen readers. */
  readonly title: string
}

/** Several spans that are too narrow for bars of their own: the most severe state among them. No border, no pattern under 3 pixels. */
export interface Strip {
  readonly type: 'strip'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly state: ThreadState
  /** How many spans it stands for. */
  readonly count: number
}

/** Who holds an object over time, in the holder's colour; `thread` null where several hold it within one pixel. */
export interface Band {
  readonly type: 'band'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly thread: ThreadId | null
  /** Goes on beyond the end of the trace. */
  readonly open: boolean
  readonly label: Label | null
  readonly title: string
}

/** Text; `x`, `y` is the middle of its height and, by `anchor`, its start, middle or end. */
export interface Text {
  readonly type: 'text'
  readonly x: number
  readonly y: number
  readonly text: string
  readonly size: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly ink: Ink
  readonly bold: boolean
  /** A thread's colour lies under it: painters choose black or white. */
  readonly on: ThreadId | null
}

/** A straight line; an arrow has a head at its end. */
export interface Line {
  readonly type: 'line' | 'arrow'
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly ink: Ink
  readonly width: number
  readonly dash: readonly number[]
  /** Share of the ink, 0 to 1. */
  readonly opacity: number
  readonly title: string
}

/** A bent arrow, a quadratic Bézier curve: it leaves towards `bx`, `by` and arrives from there. */
export interface Arc extends Omit<Line, 'type' | 'dash'> {
  readonly type: 'arc'
  readonly bx: number
  readonly by: number
}

/** A "holds" rule under a lane, in ink, with the lock's dash. */
export interface Rule {
  readonly type: 'rule'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly dash: readonly number[]
  readonly double: boolean
  readonly title: string
}

/** A mark of an event; `x`, `y` is its middle. `count` is how many it stands for. */
export interface Glyph {
  readonly type: 'glyph'
  readonly x: number
  readonly y: number
  readonly size: number
  readonly glyph: GlyphName
  readonly count: number
  /** A thread's colour lies under it: painters choose black or white. */
  readonly on: ThreadId | null
  readonly title: string
}

/** A thread's number on its colour, or a lock's letter in its outline. `fill` is the thread whose colour it wears; null is hollow. */
export interface Chip {
  readonly type: 'chip'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly shape: 'circle' | ObjectShape
  readonly fill: ThreadId | null
  readonly stroke: Ink
  readonly strokeWidth: number
  readonly dash: readonly number[]
  readonly text: string
  readonly size: number
  readonly opacity: number
  readonly title: string
}

/** How full a row is over time, from the bottom up, in ink. */
export interface Level {
  readonly type: 'level'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Share of the height, 0 to 1. */
  readonly share: number
  readonly label: Label | null
  readonly title: string
}

/** Anything that a painter draws. All measures in CSS pixels; colours are roles, so a change of theme changes no shape. */
export type Shape = Bar | Strip | Band | Text | Line | Arc | Rule | Glyph | Chip | Level
