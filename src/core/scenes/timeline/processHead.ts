import { groupWords, type ProcessGroup } from './processGroups'
import type { Shape } from '../shape'
import { fitted } from '../look/textMeasure'
import type { TimeView } from './timeView'
import type { Trace } from '../../trace/trace'

/** What stands over the lanes of one process. */
export interface ProcessHead {
  readonly group: ProcessGroup
  readonly y: number
  readonly height: number
  /** A line across, and the command under it. */
  readonly shapes: readonly Shape[]
}

/** Height of a head: a line of text and some air. */
export const headHeight = ({ metrics }: Pick<TimeView, 'metrics'>): number => Math.round(metrics.label * 1.5)

/**
 * The quiet head over a process's lanes.
 *
 *   ─────────────────────────────
 *   python3 worker.py --fast
 */
export function processHead(group: ProcessGroup, trace: Trace, y: number, view: TimeView): ProcessHead {
  const { width, metrics, measure } = view
  const height = headHeight(view)
  const words = groupWords(group, trace)
  const text = words === '' ? '' : (fitted(words, metrics.label, width - 8, measure) ?? '')
  return {
    group,
    y,
    height,
    shapes: [
      { type: 'line', x1: 0, y1: y, x2: width, y2: y, ink: 'ink2', width: 1, dash: [], opacity: 0.6, title: `${group.name} ${words}`.trim() },
      ...(text === ''
        ? []
        : [{ type: 'text', x: 4, y: y + height / 2, text, size: metrics.label, anchor: 'start', ink: 'ink2', bold: false, on: null } as const])
    ]
  }
}
