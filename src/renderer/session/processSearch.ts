import type { SearchAsk } from '../../core/explorer/explorerMessage'
import type { Door } from '../../preload/contract'
import { graphLimit, type SearchPlace } from './searchPlace'

/** Searches in a process of main, one process a search: the window stays free, and the process goes when the search is over, left, or its window gone. */
export const processSearch =
  (lab: Door): SearchPlace =>
  ({ program, set, options }, hear) => {
    let left = false
    const plan = { file: program.file, source: program.source, set: { ...set }, options, graphLimit }
    const started = lab.explore(plan, (news) => {
      if (!left) hear(news)
    })
    started.then(
      (answer) => {
        if (!answer.ok && !left) hear({ type: 'broken', what: answer.problem.what })
      },
      (error: unknown) => {
        if (!left) hear({ type: 'broken', what: String(error) })
      }
    )
    async function tell(ask: SearchAsk | 'leave'): Promise<void> {
      const answer = await started
      if (answer.ok) await lab.ask('explore:tell', { search: answer.value.search, ask })
    }
    return {
      // a search that could not be started has said so already
      ask: (ask) => void tell(ask).catch(() => undefined),
      leave() {
        left = true
        void tell('leave').catch(() => undefined)
      }
    }
  }
