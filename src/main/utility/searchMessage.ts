import type { SearchAsk } from '../../core/explorer/explorerMessage'
import type { ExploreOptions } from '../../core/explorer/report'

/** Main's first message to a fresh search host. It comes with one MessagePort, on which the host sends `SearchNews` to the window. */
export interface SearchStart {
  readonly type: 'start'
  readonly file: string
  readonly source: string
  readonly set: Readonly<Record<string, string>>
  readonly options: ExploreOptions
  readonly graphLimit: number
}

/** Main's later messages. */
export interface SearchTold {
  readonly type: SearchAsk
}
