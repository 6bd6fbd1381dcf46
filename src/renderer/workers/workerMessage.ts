import type { Result } from '../../core/trace/problem'
import type { OpenedDocument } from '../session/documents'
import type { ExplorePlan, SearchAsk, SearchNews } from '../../core/explorer/explorerMessage'

/** What the window asks of its worker. A new search ends the one before, without a word. */
export type WorkerAsk = { readonly type: 'explore'; readonly search: number; readonly plan: ExplorePlan } | { readonly type: SearchAsk | 'leave' }

/** What the worker tells, with the number of the search it is about. */
export interface WorkerNews {
  readonly search: number
  readonly news: SearchNews
}

/** What is told of a file that is read beside the window. */
export type ReadingNews = { readonly type: 'progress'; readonly share: number } | { readonly type: 'read'; readonly document: Result<OpenedDocument> }
