import type { GlyphName } from '../shape'

/** A glyph on a 10 × 10 grid about its middle, as SVG path data, and whether it is filled with ink or hollow on the page's colour. */
export interface GlyphPath {
  readonly path: string
  readonly filled: boolean
}

/** The glyphs, drawn and not typed: the interface font has no such signs. */
export const glyphPaths: Readonly<Record<GlyphName, GlyphPath>> = {
  request: { path: 'M4 0A4 4 0 1 1-4 0A4 4 0 1 1 4 0Z', filled: false },
  acquire: { path: 'M0-4.5L4.5 4H-4.5Z', filled: true },
  release: { path: 'M0 4.5L4.5-4H-4.5Z', filled: false },
  tryFail: { path: 'M4.5 0A4.5 4.5 0 1 1-4.5 0A4.5 4.5 0 1 1 4.5 0ZM-2-2L2 2M2-2L-2 2', filled: false },
  timeout: { path: 'M4.5 0A4.5 4.5 0 1 1-4.5 0A4.5 4.5 0 1 1 4.5 0ZM0-3V0L2.5 1.5', filled: false },
  cancel: { path: 'M-4-4L4 4M4-4L-4 4', filled: false },
  read: { path: 'M-3.5-3.5H3.5V3.5H-3.5Z', filled: false },
  write: { path: 'M-3.5-3.5H3.5V3.5H-3.5Z', filled: true },
  spawn: { path: 'M-3-5V5M-3 0H4M1.5-2.5L4 0L1.5 2.5', filled: false },
  join: { path: 'M3-5V5M3 0H-4M-1.5-2.5L-4 0L-1.5 2.5', filled: false },
  exception: { path: 'M0-5L5 4.5H-5ZM0-1.5V1.5M0 2.8V3.6', filled: false },
  print: { path: 'M-4-3H4M-4 0H4M-4 3H1', filled: false },
  note: { path: 'M0-5L5 0L0 5L-5 0Z', filled: true },
  gap: { path: 'M-4 4L4-4', filled: false },
  wanted: { path: 'M3.5-4.5L-3.5 0L3.5 4.5Z', filled: true },
  wait: { path: 'M-3.5-4.5H3.5L-3.5 4.5H3.5Z', filled: false },
  wake: { path: 'M-3.5-4.5H3.5L-3.5 4.5H3.5Z', filled: true },
  notify: { path: 'M-4.5-4.5L2 0L-4.5 4.5ZM4.5-4.5V4.5', filled: true },
  put: { path: 'M0-5V1M-2.5-1.5L0 1L2.5-1.5M-4.5 1V4.5H4.5V1', filled: false },
  get: { path: 'M0 1.5V-4.5M-2.5-2L0-4.5L2.5-2M-4.5 1V4.5H4.5V1', filled: false },
  done: { path: 'M-4.5 0L-1.5 3.5L4.5-4', filled: false },
  set: { path: 'M-3 5V-5L4.5-2.5L-3 0', filled: true },
  clear: { path: 'M-3 5V-5L4.5-2.5L-3 0', filled: false },
  arrive: { path: 'M-5 0H2M-0.5-2.5L2 0L-0.5 2.5M4-5V5', filled: false },
  broken: { path: 'M0-5V-2L-3-0.5L3 0.5L0 2V5', filled: false },
  choose: { path: 'M-4-4H4V4H-4ZM-2-2H-1.5V-1.5H-2ZM1.5 1.5H2V2H1.5Z', filled: false }
}
