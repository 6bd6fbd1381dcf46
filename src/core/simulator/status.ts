import type { RunStatus } from '../trace/event'
import type { Machine } from './assemble'
import { header, threadBase, threadWord } from './state/layout'
import type { RaisedException } from './state/pools'
import { enabledThreads, isOver } from './step'
import { word } from './state/words'

/**
 * How a state stands: `running` while somebody can take a step; `deadlock` when nobody can though main or a thread that is no daemon has not ended;
 * else `failed` when some thread ended with an exception, and `finished`. Daemons that still wait are no deadlock.
 */
export function statusOf(machine: Machine, state: Int32Array): 'running' | Extract<RunStatus, 'finished' | 'failed' | 'deadlock'> {
  if (isOver(machine, state)) return failuresOf(machine, state).length > 0 ? 'failed' : 'finished'
  return enabledThreads(machine, state).length > 0 ? 'running' : 'deadlock'
}

/** An exception that ended a thread. */
export interface Failure extends RaisedException {
  readonly thread: number
}

/** The exceptions that nobody caught, in thread order. */
export function failuresOf({ layout, pools }: Machine, state: Int32Array): Failure[] {
  const failures: Failure[] = []
  for (let thread = 0; thread < word(state, header.threads); thread++) {
    const exception = word(state, threadBase(layout, thread) + threadWord.failure)
    // a thread that was never started may carry the exception of its wrong arguments: it has not failed yet
    const hasRun = word(state, threadBase(layout, thread)) > 1
    if (exception !== 0 && hasRun) failures.push({ thread, ...pools.exception(exception) })
  }
  return failures
}
