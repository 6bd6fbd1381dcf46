import { areDependent } from './labels'
import type { StateSpace } from './stateSpace'
import { type Work, stride } from './work'

/** More sets of sleeping steps than this are not counted with. */
const mostSleeps = 4_000_000

/**
 * How many executions there are that differ in more than the order of independent steps (Mazurkiewicz traces), exactly; null when it takes too many sets. Walks
 * forward along a topological order with sleep sets (Godefroid, LNCS 1032, 1996): each class of schedules is walked once, as a step that was taken before, and
 * commutes with all that came since, is not taken again. Instead of single walks their numbers go along, by state and sleeping steps.
 */
export function* countExecutions(space: StateSpace, order: Int32Array): Work<bigint | null> {
  const { labels, edgeStart, edgeTo, edgeLabel } = space
  const dependent = labels.map((a) => Uint8Array.from(labels, (b) => (areDependent(a, b) ? 1 : 0)))
  const waiting: (Map<string, bigint> | undefined)[] = []
  waiting[0] = new Map([['', 1n]])
  let total = 0n
  let sleeps = 0
  for (const [at, state] of order.entries()) {
    if (at % stride === 0) yield 'counting executions that differ'
    const here = waiting[state]
    waiting[state] = undefined
    const [start, end] = [edgeStart[state] as number, edgeStart[state + 1] as number]
    for (const [key, walks] of here ?? []) {
      if (start === end) total += walks
      const asleep = key === '' ? [] : key.split(',').map(Number)
      for (let edge = start; edge < end; edge++) {
        const label = edgeLabel[edge] as number
        const step = labels[label]
        if (step === undefined || asleep.some((other) => labels[other]?.thread === step.thread && labels[other].choice === step.choice)) continue
        const next = asleep.filter((other) => dependent[other]?.[label] !== 1).toSorted((a, b) => a - b)
        asleep.push(label)
        const to = edgeTo[edge] as number
        const there = (waiting[to] ??= new Map<string, bigint>())
        const nextKey = next.join(',')
        if (!there.has(nextKey) && ++sleeps > mostSleeps) return null
        there.set(nextKey, (there.get(nextKey) ?? 0n) + walks)
      }
    }
  }
  return total
}
