import type { Program } from '../program/program'
import type { ExploreOptions, Progress, Report, StateGraph } from './report'

/** What to explore: the program, how far, and up to how many states the graph is wanted with the report. */
export interface ExplorePlan {
  readonly program: Program
  readonly options: ExploreOptions
  readonly graphLimit: number
}

/** What can be asked of a search that runs. A cancelled one still reports what it found. */
export type SearchAsk = 'pause' | 'resume' | 'cancel'

/** What a search tells: how it stands, several times a second; at its end the report; or that it broke, which is our fault. */
export type SearchNews =
  /** `found` is what came out so far; null where it was not asked for since the last news, because making it costs time. */
  | { readonly type: 'progress'; readonly progress: Progress; readonly found: Report | null }
  /** `graph` is null where it has more states than were asked for, or not all were searched. */
  | { readonly type: 'ended'; readonly progress: Progress; readonly report: Report; readonly graph: StateGraph | null }
  | { readonly type: 'broken'; readonly what: string }
