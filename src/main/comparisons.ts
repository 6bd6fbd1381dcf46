import { failure, type Result, success } from '../core/trace/problem'
import { comparedRun } from '../recorders/python/comparedRun'
import type { RunCost } from '../recorders/recorder'
import type { Handlers } from './ipc'
import { whenGone } from './leaving'
import type { Recordings } from './recordings'

type Answers = Pick<Handlers, 'compare:start' | 'compare:cancel'>

/** The comparisons of this app's recordings with runs that nobody records. */
export interface Comparisons {
  readonly answers: Answers
  /** Ends what runs, and resolves when nothing of it is left. */
  endAll(): Promise<void>
}

/** Compares, one run at a time: two programs would slow each other down. */
export function comparisons(recorded: Pick<Recordings, 'ended' | 'isRecording'>, resources: string): Comparisons {
  let running: { readonly abort: AbortController; readonly over: Promise<unknown> } | null = null

  async function compare(run: number, signal: AbortSignal): Promise<Result<RunCost>> {
    const found = await recorded.ended(run)
    if (found === null) return failure('the recording', 'How this run ended was not told to the lab, and so it cannot be compared.', 'Record it again.')
    if (recorded.isRecording()) return failure('the comparison', 'A program is being recorded.', 'Wait for its end, or stop it: it would slow the others down.')
    return comparedRun(found.plan, found.end, resources, signal)
  }

  const start: Answers['compare:start'] = async ({ run }, asker) => {
    if (running !== null) return failure('the comparison', 'Another one is being made.', 'Wait for it, or cancel it: two would slow each other down.')
    const abort = new AbortController()
    const stay = whenGone(asker, () => abort.abort())
    // from here on it can be called off, also while the end of the recording is still awaited
    const over = compare(run, abort.signal)
    running = { abort, over }
    try {
      const cost = await over
      return cost.ok ? success({ words: cost.value.words }) : cost
    } finally {
      stay()
      running = null
    }
  }

  const end = async (): Promise<void> => {
    running?.abort.abort()
    await running?.over
  }

  return {
    answers: {
      'compare:start': start,
      'compare:cancel': async () => {
        await end()
        return null
      }
    },
    endAll: end
  }
}
