import { assign, setup } from 'xstate'
import type { SearchNews } from '../../core/explorer/explorerMessage'
import type { Progress, Report, StateGraph } from '../../core/explorer/report'

/** `quick` searches follow every edit and give up early; `whole` ones are asked for and go as far as the machine can. */
export type SearchScope = 'quick' | 'whole'

/** What is known of a program's orders. */
export interface SearchContext {
  readonly scope: SearchScope
  readonly progress: Progress | null
  readonly report: Report | null
  /** Null while unknown, and where it has too many states to draw. */
  readonly graph: StateGraph | null
  /** The report is about an earlier text or other parameters, and stays only until the new one is there. */
  readonly old: boolean
  /** Why the search broke; '' when it did not. */
  readonly broken: string
  /** How far the last search went, where its report is not shown because the one before tells more; else null. */
  readonly less: Pick<Report, 'extent' | 'states'> | null
}

/** What happens to a search. `begin` is `fresh` for another program than the report's; one that is not keeps what is known until it knows more. */
export type SearchEvent =
  | { readonly type: 'begin'; readonly scope: SearchScope; readonly fresh: boolean }
  | { readonly type: 'news'; readonly news: SearchNews }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'clear' }

const nothing: SearchContext = { scope: 'quick', progress: null, report: null, graph: null, old: false, broken: '', less: null }

/** A search of all orders as the window sees it: none, searching, paused, ended. */
export const searchMachine = setup({
  types: { context: {} as SearchContext, events: {} as SearchEvent },
  guards: {
    isLast: ({ event }) => event.type === 'news' && event.news.type !== 'progress'
  },
  actions: {
    begin: assign(({ context, event }) =>
      event.type === 'begin'
        ? { ...context, scope: event.scope, progress: null, broken: '', less: null, old: context.report !== null && (context.old || event.fresh) }
        : {}
    ),
    hear: assign(({ context, event }) => (event.type === 'news' ? heard(context, event.news) : {})),
    clear: assign(() => nothing)
  }
}).createMachine({
  id: 'search',
  context: nothing,
  on: {
    clear: { target: '.none', actions: 'clear' },
    begin: { target: '.searching', actions: 'begin' }
  },
  initial: 'none',
  states: {
    none: {},
    searching: {
      on: {
        news: [{ guard: 'isLast', target: 'ended', actions: 'hear' }, { actions: 'hear' }],
        pause: 'paused'
      }
    },
    paused: {
      on: {
        news: [{ guard: 'isLast', target: 'ended', actions: 'hear' }, { actions: 'hear' }],
        resume: 'searching'
      }
    },
    ended: {}
  }
})

function heard(context: SearchContext, news: SearchNews): Partial<SearchContext> {
  switch (news.type) {
    case 'progress':
      return news.found === null ? { progress: news.progress } : { progress: news.progress, report: better(context, news.found), graph: null, old: false }
    case 'ended': {
      const kept = better(context, news.report)
      return {
        progress: news.progress,
        report: settled(kept, news.report),
        less: kept === news.report ? null : news.report,
        graph: news.graph ?? (context.old ? null : context.graph),
        old: false
      }
    }
    case 'broken':
      return { broken: news.what, ...(context.old ? { report: null, graph: null, old: false } : {}) }
  }
}

/** A whole search that was stopped at once, or had no time yet to tell what it found, knows less than the quick one before it: that one's word stands. */
function better({ report, old }: SearchContext, next: Report): Report {
  if (report === null || old || next.extent.complete) return next
  if (report.extent.complete) return report
  const [before, now] = [told(report), told(next)]
  const sawLess = report.states > next.states
  const isPoorer = now === before ? sawLess : now < before && (sawLess || next.unanswered.length > 0)
  return isPoorer ? report : next
}

/** What is kept from the way of a search that is over must not say that it goes on: it was ended by what ended the search. */
function settled(kept: Report, last: Report): Report {
  if (kept.extent.complete || kept.extent.because !== 'going' || last.extent.complete) return kept
  return { ...kept, extent: { ...kept.extent, because: last.extent.because } }
}

const told = ({ outcomes, deadlocks, failures, races, livelocks }: Report): number =>
  outcomes.length + deadlocks.length + failures.length + races.length + livelocks.length
