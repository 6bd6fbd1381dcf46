import { bystandersOf } from '../../analysis/bystanders'
import type { RingNode } from '../../analysis/deadlocks'
import { turnPhrase, waitPhrase } from '../../analysis/waitPhrase'
import type { Purpose } from '../../trace/event'
import { type Moment, moment, type ObjectId, type ThreadId } from '../../trace/ids'
import { objectName, threadName } from '../../trace/trace'
import { cycleSigns, cycleWords } from './cycleWords'
import { holderWords, lostHolderWords } from '../ownership/holderWords'
import type { TraceIndex } from '../traceIndex'

/** A node's name in a graph: `t1` a thread, `o0` an object. */
export type NodeKey = `t${number}` | `o${number}`

/** A line of the wait-for graph, from who waits to what would end the wait, or from an object to its holder. */
export interface GraphEdge {
  readonly from: NodeKey
  readonly to: NodeKey
  readonly kind: 'holds' | 'waits'
  /** Waits that any of several may end, or that end by themselves. */
  readonly dotted: boolean
  readonly inCycle: boolean
  readonly label: string
  readonly title: string
}

/** The wait-for graph at a moment, before it is drawn. */
export interface WaitForGraph {
  readonly edges: readonly GraphEdge[]
  /** Objects that are held → whose colour they wear (the first holder's). */
  readonly owners: ReadonlyMap<ObjectId, ThreadId>
  /** Nodes of cycles. */
  readonly inCycle: ReadonlySet<NodeKey>
  /** Threads that are stuck for ever, in a cycle or behind one. */
  readonly stuck: ReadonlySet<NodeKey>
  /** Of these, threads that merely wait behind a cycle. */
  readonly behind: ReadonlySet<NodeKey>
  /** See `cycleWords`, one a deadlock. */
  readonly cycles: readonly string[]
  /** The same by signs, see `cycleSigns`. */
  readonly signs: readonly string[]
}

/** The key of a thread's node. */
export const threadNode = (thread: ThreadId): NodeKey => `t${thread}`
/** The key of an object's node. */
export const objectNode = (object: ObjectId): NodeKey => `o${object}`

const keyOf = (node: RingNode): NodeKey => ('thread' in node ? threadNode(node.thread) : objectNode(node.object))

/** Who holds and who wants what at a moment. With `kind` `threads` objects are left out: lines go from who waits to who holds, named after the object. */
export function waitForGraph({ trace, analysis, objects }: TraceIndex, at: Moment, kind: 'resources' | 'threads'): WaitForGraph {
  const now = moment(Math.min(at, trace.end))
  const deadlocks = analysis.deadlocksAt(now)
  const letters = new Map(objects.map(({ info, look }) => [info.id, look.letter]))
  const steps = new Set(deadlocks.flatMap(({ cycle }) => ringSteps(kind === 'threads' ? cycle.filter((node) => 'thread' in node) : cycle)))
  // any of several threads may end such a wait
  const several = new Set(objects.filter(({ info, levels }) => levels !== null || (info.capacity ?? 1) > 1).map(({ info }) => info.id))
  const edge = (from: NodeKey, to: NodeKey, rest: Pick<GraphEdge, 'kind' | 'dotted' | 'label' | 'title'>): GraphEdge => ({
    from,
    to,
    inCycle: steps.has(`${from} ${to}`),
    ...rest
  })
  const held = analysis.stateAt(now).objects.flatMap(({ id, holders }) => [...new Set(holders.map(({ thread }) => thread))].map((thread) => ({ id, thread })))
  const holds = held.map(({ id, thread }) => {
    const label = trace.objects.get(id)?.kind === 'future' ? 'worked on by' : 'held by'
    const title = `${objectName(trace, id)} ${label} ${threadName(trace, thread)}`
    return edge(objectNode(id), threadNode(thread), { kind: 'holds', dotted: false, label, title })
  })
  const waits = analysis.waitForAt(now).flatMap((wait) => {
    const { thread, target, purpose, holders, timed, turn } = wait
    const from = threadNode(thread)
    const dotted = timed || ('object' in target && several.has(target.object))
    const limit = timed ? ' for a limited time' : ''
    if ('thread' in target && turn) {
      const title = `${threadName(trace, thread)} waits ${turnPhrase(threadName(trace, target.thread))}`
      return [edge(from, threadNode(target.thread), { kind: 'waits', dotted, label: 'waits for its turn', title })]
    }
    if ('thread' in target) {
      const title = `${threadName(trace, thread)} waits for ${threadName(trace, target.thread)}${purpose === 'any' ? ', or another,' : ''} to end${limit}`
      return [edge(from, threadNode(target.thread), { kind: 'waits', dotted, label: 'waits for end', title })]
    }
    const name = objectName(trace, target.object)
    const title = `${threadName(trace, thread)} waits ${waitPhrase(trace.objects.get(target.object)?.kind, name, purpose)}${limit}${lostHolderWords(trace, wait)}`
    if (kind === 'resources') return [edge(from, objectNode(target.object), { kind: 'waits', dotted, label: waitLabel(purpose), title })]
    return holders.map((holder) =>
      edge(from, threadNode(holder), { kind: 'waits', dotted, label: name, title: `${title}, ${holderWords(trace, target.object, [holder])}` })
    )
  })
  return {
    edges: kind === 'threads' ? waits : [...holds, ...waits],
    owners: new Map(held.toReversed().map(({ id, thread }) => [id, thread])),
    inCycle: new Set(deadlocks.flatMap(({ cycle }) => cycle.map(keyOf))),
    stuck: new Set(deadlocks.flatMap(({ threads, verdict }) => (verdict === 'deadlock' ? threads.map(threadNode) : []))),
    behind: new Set(deadlocks.flatMap((deadlock) => bystandersOf(deadlock).map(threadNode))),
    cycles: deadlocks.map((deadlock) => cycleWords(trace, deadlock)),
    signs: deadlocks.map((deadlock) => cycleSigns(letters, deadlock))
  }
}

/** What is written beside a line to an object. */
function waitLabel(purpose: Purpose | null): string {
  if (purpose === null || purpose === 'join' || purpose === 'any') return 'waits for'
  return `waits to ${purpose}`
}

function ringSteps(cycle: readonly RingNode[]): string[] {
  return cycle.flatMap((node, index) => {
    const next = cycle[(index + 1) % cycle.length]
    return next === undefined ? [] : [`${keyOf(node)} ${keyOf(next)}`]
  })
}
