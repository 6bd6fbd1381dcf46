import type { Ready } from './pythonHeader'

/** This process's own clock, nanoseconds: on Linux and Windows the one that the tracer reads too. */
const own = (): number => Number(process.hrtime.bigint())

/**
 * The tracer's clock, read from here. Where both clocks differ (on macOS after the machine has slept) the wall clock that both know tells by how much; differences
 * below 10 ms are its own uncertainty.
 */
export function tracerClock(ready: Ready): () => number {
  const difference = ready.now - ready.wall - (own() - Date.now() * 1e6)
  const offset = Math.abs(difference) < 1e7 ? 0 : difference
  return () => own() + offset
}
