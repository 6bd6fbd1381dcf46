import { toCode } from '../../analysis/purpose'
import type { SpanColumns } from '../../analysis/spans'
import { stateCode, targetCode } from '../../analysis/threadState'
import type { WaitEdge } from '../../analysis/waitFor'
import type { Trace } from '../../trace/trace'

/**
 * How much is drawn beyond the end of a trace whose threads are stuck for ever, in the clock's unit. A ring that closes with the last step would have no length to be
 * seen in; what is drawn there is true, for it never ends.
 */
export function foreverLength(trace: Trace): number {
  return trace.header.clock.unit === 'steps' ? Math.max(2, Math.ceil(trace.end * 0.15)) : Math.max(1, trace.end * 0.08)
}

/** A stuck thread's spans, drawn on to the horizon as a deadlock; `edge` is its wait that never ends. */
export function spansForever(spans: SpanColumns, edge: WaitEdge, end: number, horizon: number): SpanColumns {
  const last = spans.length - 1
  const known = last >= 0 && spans.state[last] === stateCode.deadlocked
  const keep = known ? last : spans.length
  const { target, purpose, line } = edge
  const on = 'object' in target ? targetCode('object', target.object) : targetCode('thread', target.thread)
  return {
    length: keep + 1,
    from: Float64Array.from([...spans.from.subarray(0, keep), known ? (spans.from[last] ?? end) : end]),
    to: Float64Array.from([...spans.to.subarray(0, keep), horizon]),
    state: Uint8Array.from([...spans.state.subarray(0, keep), stateCode.deadlocked]),
    on: Int32Array.from([...spans.on.subarray(0, keep), on]),
    purpose: Uint8Array.from([...spans.purpose.subarray(0, keep), toCode(purpose)]),
    line: Int32Array.from([...spans.line.subarray(0, keep), line]),
    cpu: Int16Array.from([...spans.cpu.subarray(0, keep), -1])
  }
}
