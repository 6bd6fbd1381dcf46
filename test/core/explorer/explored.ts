import { createExploration } from '../../../src/core/explorer/exploration'
import type { ExploreOptions, Report, StateGraph } from '../../../src/core/explorer/report'
import { compiled } from '../simulator/compiled'

/** Everything that a search of a small program finds. */
export function explored(source: string, options: Partial<ExploreOptions> = {}): { readonly report: Report; readonly graph: StateGraph | null } {
  const all: ExploreOptions = { tier: 'full', maxStates: 1e6, maxBytes: 1e9, maxMs: 1e6, counts: true, goal: null, spuriousWakeUps: 0, ...options }
  const exploration = createExploration(compiled(source), all, () => 0)
  while (!exploration.work(1000));
  return { report: exploration.report(), graph: exploration.graph(1000) }
}
