import { createExploration } from '../../core/explorer/exploration'
import { type SearchClock, type ServedSearch, serveSearch } from '../../core/explorer/serveSearch'
import type { WorkerAsk, WorkerNews } from './workerMessage'

/* The entry of the window's explorer: one search at a time. */
let search: ServedSearch | null = null

self.onmessage = ({ data }: MessageEvent<WorkerAsk>) => {
  if (data.type === 'explore') begin(data)
  else if (data.type === 'leave') search?.leave()
  else search?.ask(data.type)
}

function begin({ search: number, plan }: Extract<WorkerAsk, { type: 'explore' }>): void {
  search?.leave()
  const tell = (news: WorkerNews['news']): void => self.postMessage({ search: number, news } satisfies WorkerNews)
  search = serveSearch((now) => createExploration(plan.program, plan.options, now), plan.graphLimit, tell, clock)
}

// A message to oneself comes back after those that wait already, and without the four milliseconds of a timer.
const { port1, port2 } = new MessageChannel()
const turns: (() => void)[] = []
port1.onmessage = () => turns.shift()?.()

const clock: SearchClock = {
  now: () => performance.now(),
  later(turn) {
    turns.push(turn)
    port2.postMessage(null)
  }
}
