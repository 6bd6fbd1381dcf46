import type { Deadlock } from '../analysis/deadlocks'
import type { WaitEdge } from '../analysis/waitFor'
import { moment, type ObjectId, type ThreadId, threadId } from '../trace/ids'
import { objectName, threadName } from '../trace/trace'
import { cycleWords } from './cycleWords'
import type { Metrics } from './metrics'
import type { Shape } from './shape'
import type { TextMeasure } from './textMeasure'
import type { TraceIndex } from './traceIndex'
import { type GraphEdge, type GraphNode, graphShapes } from './graphShapes'
import type { PlacedNode } from './waitForLayout'

/** Threads and objects with who holds and who wants what, or threads only with who waits for whom. */
export type GraphKind = 'resources' | 'threads'

/** How the wait-for graph is looked at. */
export interface GraphView {
  readonly width: number
  readonly height: number
  readonly kind: GraphKind
  readonly metrics: Metrics
  readonly measure: TextMeasure
}

/** The wait-for graph at a moment, in CSS pixels from its own left upper corner. */
export interface WaitForScene {
  readonly width: number
  readonly height: number
  /** Lines under nodes. */
  readonly shapes: readonly Shape[]
  /** `cycle transfer-1 → lock_b → transfer-2 → lock_a → transfer-1`, one line a cycle, `possible cycle …` where somebody outside might still help. */
  readonly cycles: readonly string[]
  /** One line for each thread that holds or waits: `transfer-1 holds lock_a; waits for lock_b, held by transfer-2`. */
  readonly rows: readonly string[]
}
