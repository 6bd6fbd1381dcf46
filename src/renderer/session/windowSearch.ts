import type { SearchNews } from '../../core/explorer/explorerMessage'
import type { WorkerAsk, WorkerNews } from '../workers/workerMessage'
import { graphLimit, type SearchPlace } from './searchPlace'

// a search tells how it stands every 80 ms: one that is silent for so long does not listen either
const silentMs = 600

/** Searches in a worker of the window, which is made at the first search and kept. One search at a time: a new one ends the one before. */
export function windowSearch(): SearchPlace {
  let worker: Worker | null = null
  let last = 0
  let hear: ((news: SearchNews) => void) | null = null
  let heardAt = 0

  function made(): Worker {
    const fresh = new Worker(new URL('../workers/explorerWorker.ts', import.meta.url), { type: 'module', name: 'explorer' })
    fresh.onmessage = ({ data }: MessageEvent<WorkerNews>) => {
      if (data.search === last) pass(data.news)
    }
    fresh.onerror = ({ message }) => {
      end()
      pass({ type: 'broken', what: message || 'The worker that searches could not be started.' })
    }
    return fresh
  }

  function pass(news: SearchNews): void {
    const to = hear
    heardAt = performance.now()
    if (news.type !== 'progress') hear = null
    to?.(news)
  }

  function end(): void {
    worker?.terminate()
    worker = null
  }

  return ({ program, options }, listener) => {
    if (hear !== null && performance.now() - heardAt > silentMs) end()
    worker ??= made()
    const search = ++last
    hear = listener
    heardAt = performance.now()
    const post = (ask: WorkerAsk): void => {
      if (search === last) worker?.postMessage(ask)
    }
    post({ type: 'explore', search, plan: { program, options, graphLimit } })
    return {
      ask: (ask) => post({ type: ask }),
      leave() {
        if (search !== last) return
        hear = null
        post({ type: 'leave' })
      }
    }
  }
}
