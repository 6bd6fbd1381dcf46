import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WebContents } from 'electron'
import { experiments as all } from '../core/experiments/experiment'
import { failure, success } from '../core/trace/problem'
import type { ExperimentNews } from '../preload/contract'
import { raceEverywhere } from '../recorders/experiments/raceEverywhere'
import { runExperiment } from '../recorders/experiments/runExperiment'
import { findPythons } from '../recorders/python/findPythons'
import { recordThreads } from '../recorders/threads/recordThreads'
import type { Handlers } from './ipc'
import { whenGone } from './leaving'

type Answers = Pick<Handlers, 'experiment:start' | 'experiment:cancel' | 'experiment:references'>
type Asked = Parameters<Handlers['experiment:start']>[0]

/** The experiments of this app. */
export interface Experiments {
  readonly answers: Answers
  /** Ends what runs, and resolves when nothing of it is left. */
  endAll(): Promise<void>
}

/** Each thread of the race counts so often. */
const turns = 500_000

/** Measures, one experiment at a time: two would measure each other. */
export function experiments(resources: string): Experiments {
  const folder = join(resources, 'experiments')
  let running: { readonly abort: AbortController; readonly over: Promise<void> } | null = null
  let last = 0

  async function measured({ id, python, repeats }: Asked, tell: (news: ExperimentNews) => void, abort: AbortSignal): Promise<void> {
    if (id === 'race') {
      const files = [join(resources, 'scenarios', 'counter.py'), join(folder, 'counter_call.py')]
      await raceEverywhere({ files, turns, repeats, threads: recordThreads }, (row) => tell({ type: 'row', row }), abort)
      return tell({ type: 'ended', result: null })
    }
    const experiment = all.find((each) => each.id === id)
    // only what was found here is ever started
    const found = (await findPythons()).filter(({ path, refused }) => (python === null ? refused === null : path === python))
    if (experiment === undefined || found[0] === undefined) return tell({ type: 'ended', result: null })
    const result = await runExperiment({ experiment, folder, python: found[0], repeats }, (news) => tell({ type: 'progress', ...news }), abort)
    tell({ type: 'ended', result })
  }

  function start(asked: Asked, asker: WebContents): ReturnType<Answers['experiment:start']> {
    if (running !== null) return failure('the experiment', 'Another one is being made.', 'Wait for it, or cancel it: two would measure each other.')
    const number = ++last
    const abort = new AbortController()
    const tell = (news: ExperimentNews): void => {
      if (!asker.isDestroyed()) asker.send('push', { type: 'experiment', number, news })
    }
    const stay = whenGone(asker, () => abort.abort())
    const over = measured(asked, tell, abort.signal)
      .catch((error: unknown) => tell({ type: 'failed', why: error instanceof Error ? error.message : String(error) }))
      .then(() => {
        stay()
        running = null
      })
    running = { abort, over }
    return success({ experiment: number })
  }

  return {
    answers: {
      'experiment:start': start,
      'experiment:cancel': async () => {
        running?.abort.abort()
        await running?.over
        return null
      },
      'experiment:references': () => texts(join(folder, 'reference'))
    },
    async endAll() {
      running?.abort.abort()
      await running?.over
    }
  }
}

async function texts(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => [])
  return Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => readFile(join(folder, name), 'utf8')))
}
