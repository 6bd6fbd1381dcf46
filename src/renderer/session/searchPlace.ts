import type { SearchAsk, SearchNews } from '../../core/explorer/explorerMessage'
import type { ExploreOptions } from '../../core/explorer/report'
import type { Program } from '../../core/program/program'

/** What to search. `set` is what the program was compiled with. */
export interface SearchTask {
  readonly program: Program
  readonly set: Readonly<Record<string, string>>
  readonly options: ExploreOptions
}

/** A search under way somewhere; who left it hears no more of it. */
export interface RunningSearch {
  ask(ask: SearchAsk): void
  leave(): void
}

/** Somewhere a search can run: the window's worker, or a process of main. */
export type SearchPlace = (task: SearchTask, hear: (news: SearchNews) => void) => RunningSearch

/** The largest state graph that is drawn; beyond this nobody can follow an edge. */
export const graphLimit = 300
