import { growingColumns } from '../../src/core/trace/columns'
import { eventCode } from '../../src/core/trace/event'
import { type Trace, traceOf } from '../../src/core/trace/trace'
import { recordedHeader } from '../core/trace/recordedHeader'

const { threadStarted, declared, requested, acquired, released, read, written, printed, reached } = eventCode

/** A legal recorded run of about so many events: 16 threads that take turns at 20 locks, half of the time after waiting, read and write 20 variables, and print now and then. */
export function longRun(events: number): Trace {
  const columns = growingColumns(events)
  for (let thread = 0; thread < 16; thread++) columns.push(threadStarted, 0, thread, thread === 0 ? -1 : 0, 0, Number.NaN, `worker-${thread}`)
  for (let object = 0; object < 40; object++) columns.push(declared, 0, 0, object, 1, Number.NaN, object < 20 ? `lock lock_${object}` : `variable x_${object}`)
  let seed = 42
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed % below
  }
  let now = 0
  const push = (type: number, thread: number, object: number, value = Number.NaN, text: string | null = null): void => {
    now += 500 + random(1000)
    columns.push(type, now, thread, object, 1 + random(60), value, text)
  }
  while (columns.length < events - 12) {
    const lock = random(20)
    const thread = random(16)
    const other = (thread + 1 + random(15)) % 16
    push(acquired, thread, lock)
    const contended = random(2) === 0
    if (contended) push(requested, other, lock)
    push(reached, thread, -1)
    push(read, thread, 20 + lock, random(1000))
    push(written, thread, 20 + lock, random(1000))
    push(released, thread, lock)
    if (contended) {
      push(acquired, other, lock)
      push(released, other, lock)
    }
    if (random(50) === 0) push(printed, thread, -1, 1, `worker-${thread} has done ${random(1000)}`)
  }
  return traceOf(recordedHeader({ engine: 'threads', tool: 'bench' }), columns.view())
}
