import type { Report } from '../../core/explorer/report'
import { holdingsOf, ownSteps } from '../../core/scenes/orders/holdingsOf'
import type { ProgressPicture, Walker } from '../../core/scenes/orders/progressFrame'
import type { ThreadId } from '../../core/trace/ids'
import { threadName } from '../../core/trace/trace'
import { type Model, replayModel, wordsAlong } from './model'

/** Everything that a progress graph needs of a program, whatever pair of its threads is looked at. */
export interface Course {
  /** Threads with steps of their own, in thread order. */
  readonly walkers: readonly Walker[]
}

/** What each thread does in a run in which all end: the clearest one that a search found. Null when no order ends. */
export function courseOf(model: Model, report: Report): Course | null {
  const [outcome] = report.outcomes.filter(({ failed }) => failed.length === 0).toSorted((one, other) => one.preemptions - other.preemptions)
  const run = outcome ? replayModel(model, outcome.fewestPreemptions) : null
  if (!run?.ok) return null
  const { trace, steps } = run.value
  const words = wordsAlong(run.value)
  const movesOf = (thread: ThreadId): string[] => words.filter((_, at) => Number.parseInt(steps[at] ?? '', 10) === thread)
  const walkers = [...trace.threads.keys()]
    .toSorted((one, other) => one - other)
    .map((thread) => ({ thread, name: threadName(trace, thread), moves: movesOf(thread), ...holdingsOf(trace, steps, thread) }))
  return { walkers: walkers.filter(({ steps: count }) => count > 0) }
}

/** The two threads that are looked at first: those that share most locks, the first ones among equals; null when there are not two. */
export function usualPair({ walkers }: Course): readonly [ThreadId, ThreadId] | null {
  const locks = (walker: Walker): Set<string> => new Set(walker.holdings.map(({ lock }) => lock))
  const pairs = walkers.flatMap((one, at) =>
    walkers.slice(at + 1).map((other) => ({ one, other, shared: [...locks(one)].filter((lock) => locks(other).has(lock)).length }))
  )
  const [best] = pairs.toSorted((a, b) => b.shared - a.shared || Number(a.one.thread === 0) - Number(b.one.thread === 0))
  return best ? [best.one.thread, best.other.thread] : null
}

/** The progress graph of two threads, with the stepped run as a path through it. */
export function progressPicture(
  { walkers }: Course,
  [across, up]: readonly [ThreadId, ThreadId],
  steps: readonly string[],
  cursor: number
): ProgressPicture | null {
  const [one, other] = [across, up].map((thread) => walkers.find((walker) => walker.thread === thread))
  if (!one || !other) return null
  const [rights, ups] = [ownSteps(steps, across), ownSteps(steps, up)]
  // a run that takes other branches may take more steps than the one that the blocks are from
  const wide = (walker: Walker, taken: readonly number[]): Walker => ({ ...walker, steps: Math.max(walker.steps, taken.at(-1) ?? 0) })
  return {
    across: wide(one, rights),
    up: wide(other, ups),
    path: rights.map((right, at) => [right, ups[at] ?? 0] as const),
    at: Math.min(cursor, steps.length)
  }
}
