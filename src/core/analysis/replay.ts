import type { EventColumns } from '../trace/columns'
import type { Moment } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { applyEvent } from './applyEvent'
import { runFrame } from './runFrame'
import { copyOf, firstState, type RunFrame, type RunState } from './runState'
import { type Slices, sliceRows, whole } from './slices'

/** Gives the packed state after all events at or before a moment; the receiver owns it. */
export interface Replay {
  readonly trace: Trace
  readonly frame: RunFrame
  readonly stateAfter: (at: Moment) => RunState
}

/** The number of events at or before a moment: a binary search over the sorted moments. */
function rowsUntil(events: EventColumns, at: Moment): number {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((events.at[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** The specification: a fold over all events from the first. */
export function replay(trace: Trace): Replay {
  const frame = runFrame(trace)
  return { trace, frame, stateAfter: (at) => replayed(trace, frame, firstState(frame), rowsUntil(trace.events, at)) }
}

/**
 * The same with a checkpoint every 1,024 events (more where there are more threads and objects than that, so that checkpoints never outweigh the events): a
 * cursor move over a million events then costs microseconds instead of tens of milliseconds (test/bench/stateAt).
 */
export const replayIndex = (trace: Trace): Replay => whole(replaySlices(trace))

/** `replayIndex` in slices. */
export function* replaySlices(trace: Trace): Slices<Replay> {
  const frame = runFrame(trace)
  const spacing = Math.max(1024, frame.threadCount + frame.objectCount)
  const checkpoints: RunState[] = []
  const state = firstState(frame)
  let rest = sliceRows
  for (let rows = 0; rows <= trace.events.length; rows += spacing) {
    checkpoints.push(copyOf(replayed(trace, frame, state, rows)))
    if (rows < rest) continue
    rest = rows + sliceRows
    yield
  }
  return {
    trace,
    frame,
    stateAfter(at) {
      const rows = rowsUntil(trace.events, at)
      const checkpoint = checkpoints[Math.floor(rows / spacing)]
      return replayed(trace, frame, checkpoint ? copyOf(checkpoint) : firstState(frame), rows)
    }
  }
}

function replayed(trace: Trace, frame: RunFrame, state: RunState, rows: number): RunState {
  while (state.rows < rows) applyEvent(trace.events, frame, state)
  return state
}
