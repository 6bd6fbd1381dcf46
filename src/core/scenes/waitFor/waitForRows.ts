import { moment, type ThreadId } from '../../trace/ids'
import { type GraphEdge, threadNode, waitForGraph } from './waitForGraph'
import type { TraceIndex } from '../traceIndex'

/** A thread of the wait-for graph, as a row of a table. */
export interface WaitForRow {
  readonly thread: ThreadId
  readonly name: string
  /** `holds lock_a; waits for lock_b`, or `neither holds nor waits`. */
  readonly words: string
  readonly isStuck: boolean
  /** Stuck behind a ring, and no part of it. */
  readonly isBehind: boolean
}

/** The wait-for graph at a moment as a table of all threads that ever hold or wait. */
export function waitForRows(index: TraceIndex, at: number): WaitForRow[] {
  const graph = waitForGraph(index, moment(at), 'resources')
  return index.layout.threadsOnly.flatMap((node): WaitForRow[] => {
    if (!('thread' in node)) return []
    const key = threadNode(node.thread)
    const name = index.trace.threads.get(node.thread)?.name ?? key
    const holds = graph.edges.filter(({ kind, to }) => kind === 'holds' && to === key).map(holding)
    const waits = graph.edges.filter(({ kind, from }) => kind === 'waits' && from === key).map(({ title }) => title.slice(name.length + 1))
    const words = [...holds, ...waits].join('; ') || 'neither holds nor waits'
    return [{ thread: node.thread, name, words, isStuck: graph.stuck.has(key), isBehind: graph.behind.has(key) }]
  })
}

const holding = ({ title, label }: GraphEdge): string => `${label === 'held by' ? 'holds' : 'works on'} ${title.split(` ${label} `)[0] ?? ''}`
