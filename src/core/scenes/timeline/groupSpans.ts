import type { Slices } from '../../analysis/slices'
import type { SpanColumns } from '../../analysis/spans'
import { type ThreadState, threadStates } from '../../analysis/threadState'

/** More tasks of one loop than these are one lane until somebody opens it. */
export const mostTasks = 40

/** What a group is said to do while its members do different things: the first of these that one of them does. */
const foremost: readonly ThreadState[] = ['running', 'ready', 'deadlocked', 'blocked', 'io', 'waiting', 'sleeping', 'unknown', 'finished', 'notStarted']
const ranks = foremost.map((state) => threadStates.indexOf(state))
/** About so many changes are put in order at once. */
const batch = 2_000

/**
 * The spans of many lanes as those of one: at each moment the foremost state of any of them. In slices; a million spans are put into batches by their moment first, so
 * that no sort is long.
 */
export function* groupSpans(members: readonly SpanColumns[], end: number): Slices<SpanColumns> {
  const total = members.reduce((sum, { length }) => sum + length, 0)
  const batches = Math.max(1, Math.ceil(total / batch))
  const order: { readonly member: number; readonly span: number; readonly at: number }[][] = Array.from({ length: batches }, () => [])
  for (const [member, { from, length }] of members.entries()) {
    for (let span = 0; span < length; span++) {
      const at = from[span] ?? 0
      order[Math.min(batches - 1, Math.floor((at / Math.max(1, end)) * batches))]?.push({ member, span, at })
    }
    yield
  }
  const doing = new Int8Array(members.length).fill(-1)
  const counts = new Int32Array(threadStates.length)
  const starts: number[] = []
  const states: number[] = []
  for (const changes of order) {
    changes.sort((a, b) => a.at - b.at)
    for (const [place, { member, span, at }] of changes.entries()) {
      const before = doing[member] ?? -1
      const now = members[member]?.state[span] ?? 0
      if (before >= 0) counts[before] = (counts[before] ?? 0) - 1
      counts[now] = (counts[now] ?? 0) + 1
      doing[member] = now
      // what happens in one moment is looked at when all of it has happened
      if (changes[place + 1]?.at === at) continue
      const state = ranks.find((rank) => (counts[rank] ?? 0) > 0) ?? 0
      if (state !== states.at(-1)) {
        starts.push(at)
        states.push(state)
      }
    }
    yield
  }
  const length = starts.length
  const none = new Int32Array(length).fill(-1)
  return {
    length,
    from: Float64Array.from(starts),
    to: Float64Array.from(starts, (_, span) => starts[span + 1] ?? end),
    state: Uint8Array.from(states),
    on: none,
    purpose: new Uint8Array(length),
    line: new Int32Array(length),
    cpu: new Int16Array(length).fill(-1)
  }
}
