import { parseResult } from '../../core/experiments/parseResult'
import type { RaceRow } from '../../core/experiments/race'
import type { ExperimentResult } from '../../core/experiments/result'
import type { Problem } from '../../core/trace/problem'
import type { Door, ExperimentNews } from '../../preload/contract'
import { createStore, type Store } from './store'

/** All experiments of this window. */
export interface ExperimentState {
  /** The one that is being made, and how far it is. */
  readonly going: { readonly id: string; readonly done: number; readonly of: number; readonly next: string; readonly calledOff: boolean } | null
  /** The last result of each, by id. */
  readonly results: Readonly<Record<string, ExperimentResult>>
  readonly rows: readonly RaceRow[]
  /** Results that came with the lab, by id. */
  readonly references: Readonly<Record<string, ExperimentResult>>
  readonly problem: Problem | null
}

/** What can be done with experiments. */
export interface Experimenting {
  readonly store: Store<ExperimentState>
  start(id: string, python: string | null, repeats: number): Promise<void>
  cancel(): Promise<void>
  /** Hears main's news, and reads the references. */
  hear(news: ExperimentNews): void
  readReferences(): Promise<void>
}

/** Makes the part of a session that measures. What was measured stays while other things are looked at. */
export function experimenting(lab: Door): Experimenting {
  const store = createStore<ExperimentState>({ going: null, results: {}, rows: [], references: {}, problem: null })

  function hear(news: ExperimentNews): void {
    const { going, results, rows } = store.read()
    if (going === null) return
    if (news.type === 'progress') return store.change({ going: { ...going, done: news.done, of: news.of, next: news.next } })
    if (news.type === 'row') return store.change({ rows: [...rows, news.row], going: { ...going, done: going.done + 1, next: news.row.engine } })
    if (news.type === 'failed') return store.change({ going: null, problem: { at: 'the experiment', what: `${news.why}.`, try: 'Try it again.' } })
    const measured = news.result?.ways.some(({ measurements, skipped }) => measurements.length > 0 || skipped !== null)
    store.change({ going: null, results: news.result !== null && measured === true ? { ...results, [going.id]: news.result } : results })
  }

  return {
    store,
    hear,
    async start(id, python, repeats) {
      if (store.read().going !== null) return
      store.change({ going: { id, done: 0, of: 0, next: '', calledOff: false }, problem: null, ...(id === 'race' ? { rows: [] } : {}) })
      const answer = await lab.ask('experiment:start', { id, python, repeats })
      if (!answer.ok) store.change({ going: null, problem: answer.problem })
    },
    async cancel() {
      const { going } = store.read()
      if (going !== null) store.change({ going: { ...going, calledOff: true } })
      await lab.ask('experiment:cancel')
    },
    async readReferences() {
      const read = (await lab.ask('experiment:references')).map(parseResult).flatMap((one) => (one.ok ? [one.value] : []))
      store.change({ references: Object.fromEntries(read.map((one) => [one.experiment, one])) })
    }
  }
}
