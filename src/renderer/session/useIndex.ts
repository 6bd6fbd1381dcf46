import { useEffect, useMemo, useState } from 'react'
import { analysisOf } from '../../core/analysis/analysisOf'
import type { Slices } from '../../core/analysis/slices'
import { indexSlices, type TraceIndex, traceIndex } from '../../core/scenes/traceIndex'
import type { Trace } from '../../core/trace/trace'

// up to here an index takes a few milliseconds, and the picture is never behind
const mostAtOnce = 20_000
// of a frame's 16 ms
const sliceMs = 8
const longestPause = 1000

/**
 * The scenes' index of a trace; made anew only when the trace is another one. Of a long trace it is made in slices between frames: meanwhile the index before
 * stays when it is of the same run, which has grown since.
 */
export function useIndex(trace: Trace | null): TraceIndex | null {
  const [late, setLate] = useState<TraceIndex | null>(null)
  const isLong = trace !== null && trace.events.length > mostAtOnce
  const atOnce = useMemo(() => (trace !== null && !isLong && trace.events.length > 0 ? traceIndex(analysisOf(trace)) : null), [trace, isLong])
  const header = trace?.header ?? null
  // of a run that goes on: what is shown while the first long one is made
  if (atOnce !== null && atOnce !== late && trace?.status === null && trace.header.engine !== 'simulator') setLate(atOnce)
  const [making] = useState(newestOnly)
  useEffect(() => making(isLong ? trace : null, setLate), [making, trace, isLong])
  return isLong ? (late?.trace.header === header ? late : null) : atOnce
}

/** Makes indices between frames, one at a time. While one is made of a run, the run grows: it is finished, and the newest trace is next. */
function newestOnly(): (trace: Trace | null, done: (index: TraceIndex) => void) => void {
  let next: Trace | null = null
  let now: { readonly trace: Trace; readonly slices: Slices<TraceIndex>; readonly began: number } | null = null
  let timer: ReturnType<typeof setTimeout> | null = null

  function later(done: (index: TraceIndex) => void, ms: number): void {
    timer = setTimeout(() => {
      timer = null
      slice(done)
    }, ms)
  }

  function slice(done: (index: TraceIndex) => void): void {
    if (now === null) {
      if (next === null) return
      now = { trace: next, slices: indexSlices(analysisOf(next)), began: performance.now() }
      next = null
    }
    for (const until = performance.now() + sliceMs; performance.now() < until; ) {
      const { done: isDone, value } = now.slices.next()
      if (!isDone) continue
      const took = performance.now() - now.began
      now = null
      done(value)
      // a run that goes on has grown meanwhile: the next index waits as long as this one took
      return later(done, Math.min(longestPause, took))
    }
    later(done, 0)
  }

  return (trace, done) => {
    next = trace
    // what is made of another run is of no use any more
    if (now !== null && now.trace.header !== trace?.header) now = null
    if (timer === null) later(done, 0)
  }
}
