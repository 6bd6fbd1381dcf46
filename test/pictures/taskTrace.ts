import { traceFromText } from '../../src/core/trace/traceFromText'

/** Two tasks of one loop that lock in opposite order until the loop idles for ever, beside a thread of its own. */
export const tasks = traceFromText(
  `
  main    task(first)  task(second)                                                                                                                                                              suspend("idle")
  helper                                                                                                                                                                                end
  first                              resume  lock(a)  suspend("sleep")                                              resume  lock(b)…  suspend("Lock.acquire")
  second                                                                resume  lock(b)  suspend("sleep")                                                     resume  lock(a)…  suspend("Lock.acquire")
  = deadlock`,
  { clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } }
)
