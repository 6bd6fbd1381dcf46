import { eventCode } from '../../../src/core/trace/event'
import { growingColumns } from '../../../src/core/trace/columns'
import { type Trace, traceOf } from '../../../src/core/trace/trace'
import { recordedHeader } from '../trace/recordedHeader'

const header = recordedHeader({ engine: 'threads', detail: 'sync' })

/** A trace of about `length` events: threads that fight for a few locks, a nanosecond an event, from a fixed seed. Whoever asks for a held lock waits until it is given back. */
export function contendedTrace(length: number, threads: number, locks: number): Trace {
  const columns = growingColumns(length)
  let seed = 12_345
  const below = (limit: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * limit)
  }
  const push = (type: keyof typeof eventCode, thread: number, object: number, text: string | null = null): void =>
    columns.push(eventCode[type], columns.length, thread, object, 0, Number.NaN, text)
  for (let thread = 0; thread < threads; thread++) push('threadStarted', thread, thread === 0 ? -1 : 0, `worker-${thread}`)
  for (let lock = 0; lock < locks; lock++) push('declared', 0, lock, `lock lock_${lock}`)
  const holds = Array.from({ length: threads }, () => -1)
  const wants = Array.from({ length: threads }, () => -1)
  while (columns.length < length) {
    const thread = below(threads)
    const held = holds[thread] ?? -1
    if ((wants[thread] ?? -1) >= 0) continue
    if (held >= 0) {
      push('released', thread, held)
      holds[thread] = -1
      const next = wants.indexOf(held)
      if (next < 0) continue
      push('acquired', next, held)
      wants[next] = -1
      holds[next] = held
    } else {
      const lock = below(locks)
      push('requested', thread, lock)
      if (holds.includes(lock)) wants[thread] = lock
      else {
        push('acquired', thread, lock)
        holds[thread] = lock
      }
    }
  }
  return traceOf(header, columns.view())
}
