import { type Moment, moment, type ObjectId, type ThreadId } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { components } from './components'
import { deadlockWords } from './deadlockWords'
import { opposites } from './opposites'
import { type Replay, replay, replayIndex } from './replay'
import { phaseEnded, phaseWord, type RunState, sinceWord, threadWords, word } from './runState'
import { type MayRelease, type Stuck, stuckThreads } from './stuckThreads'
import { gapsIn, isWithin, type Stretch, unknownStretches } from './unknownStretches'
import type { WaitEdge } from './waitFor'

/** A station of a ring. A thread that waits for another's end is followed by that thread directly, with no object between. */
export type RingNode = { readonly thread: ThreadId } | { readonly object: ObjectId }

/** Threads that wait for each other, or for nobody who is left. */
export interface Deadlock {
  /** All that are stuck for ever, by id: those of the ring and those that wait for them, joins included. */
  readonly threads: readonly ThreadId[]
  /** What they wait for, by id. */
  readonly objects: readonly ObjectId[]
  /** Thread, object, thread, object … from the ring's lowest thread, not closed: the last waits for (or is held by) the first. Empty when there is no ring. */
  readonly cycle: readonly RingNode[]
  /** `possible`: a thread outside might still release what they wait for. */
  readonly verdict: 'deadlock' | 'possible'
  /** When the ring closed; without a ring, when the last way out was lost. */
  readonly since: Moment
  /** `transfer-1 waits for lock_b, held by transfer-2; transfer-2 waits for lock_a, held by transfer-1`. */
  readonly words: string
}

/** What is known beyond the trace. */
export interface DeadlockOptions {
  readonly mayRelease?: MayRelease
}

/**
 * The deadlocks at a moment, rings first (they are the cause where others wait for what a ring's threads would have done), then in the order of their lowest threads: one for each ring (strongly connected component of the holder graph), and one for each group
 * that waits without a ring. When the run finished, threads that still wait without a ring are daemons and no deadlock.
 */
export const deadlocksAt = (trace: Trace, at: Moment, options: DeadlockOptions = {}): Deadlock[] => deadlocksKnown(replay(trace), lapsesOf(trace), at, options)

/** `deadlocksAt` for many moments of one trace. */
export function deadlocksIndex(trace: Trace, replaying: Replay = replayIndex(trace)): (at: Moment, options?: DeadlockOptions) => Deadlock[] {
  const lapses = lapsesOf(trace)
  return (at, options = {}) => deadlocksKnown(replaying, lapses, at, options)
}

/** Where events are missing, and of whom nothing has been heard since. */
interface Lapses {
  readonly gaps: readonly Stretch[]
  readonly unheard: ReadonlyMap<ThreadId, readonly Stretch[]>
}

const lapsesOf = (trace: Trace): Lapses => ({ gaps: gapsIn(trace), unheard: unknownStretches(trace) })

/** Of threads that have not been heard of since a gap only this is told: a ring in which they were when it began may still be there. */
function deadlocksKnown(replaying: Replay, { gaps, unheard }: Lapses, at: Moment, options: DeadlockOptions): Deadlock[] {
  const isUnheard = (thread: ThreadId): boolean => isWithin(unheard.get(thread), at)
  const known = deadlocksIn(replaying, at, options).filter(({ threads }) => !threads.some(isUnheard))
  const left = gaps
    .filter(({ from }) => from <= at)
    .flatMap(({ from, to }) => {
      const before = deadlocksIn(replaying, moment(to > from ? from : from - 1), options)
      const rings = before.filter(
        ({ cycle, threads }) => cycle.length > 0 && threads.every((thread) => unheard.get(thread)?.some((stretch) => stretch.from <= from && at < stretch.to))
      )
      return rings.map((ring): Deadlock => ({ ...ring, verdict: 'possible' }))
    })
  return [...left, ...known]
}

function deadlocksIn({ trace, frame, stateAfter }: Replay, at: Moment, options: DeadlockOptions): Deadlock[] {
  const state = stateAfter(at)
  const told = stuckThreads(trace.events, frame, state, options.mayRelease)
  if (told.edges.length === 0) return []
  const facing = opposites(frame, told)
  const edges = told.edges.map((edge) => {
    const other = facing.get(edge.thread)
    return other === undefined ? edge : { ...edge, holders: [other] }
  })
  const stuck = { ...told, edges }
  const groups = groupsOf(stuck).filter(({ ring }) => ring.length > 0 || trace.status !== 'finished')
  const ringsFirst = (deadlock: Deadlock): number => (deadlock.cycle.length > 0 ? 0 : 1)
  const found = groups.map((group) => deadlockOf(trace, state, stuck, group, told.edges))
  return found.toSorted((a, b) => ringsFirst(a) - ringsFirst(b) || (a.threads[0] ?? 0) - (b.threads[0] ?? 0))
}

interface Group {
  /** Indices into `stuck.edges`. */
  readonly members: readonly number[]
  /** The members that form the ring, a subset; empty when there is none. */
  readonly ring: readonly number[]
}

function groupsOf({ edges, certain }: Stuck): Group[] {
  const place = new Map(edges.map(({ thread }, index) => [thread, index]))
  const next = edges.map(({ holders }) => holders.map((holder) => place.get(holder)).filter((index) => index !== undefined))
  const successors = (node: number): readonly number[] => next[node] ?? []
  const rings = components(edges.length, successors).filter((nodes) => nodes.length > 1 || nodes.some((node) => successors(node).includes(node)))
  const isCertain = (node: number): boolean => certain.has(edges[node]?.thread ?? (-1 as ThreadId))
  const ofRings = rings.map((ring) => {
    const sure = ring.every(isCertain)
    return { ring, members: whoReach(edges.length, successors, ring).filter((node) => !sure || isCertain(node)) }
  })
  const taken = new Set(ofRings.flatMap(({ members }) => members))
  const left = edges.map((_, node) => node).filter((node) => !taken.has(node))
  return [...ofRings, ...connected(left, edges, successors).map((members) => ({ ring: [], members }))]
}

/** The nodes from which some target can be reached, targets included, ascending. */
function whoReach(count: number, next: (node: number) => readonly number[], targets: readonly number[]): number[] {
  const reached = new Set(targets)
  for (let before = -1; before !== reached.size; ) {
    before = reached.size
    for (let node = 0; node < count; node++) if (next(node).some((successor) => reached.has(successor))) reached.add(node)
  }
  return [...reached].toSorted((a, b) => a - b)
}

/** Splits nodes into groups whose members wait for each other or for the same object. */
function connected(nodes: readonly number[], edges: readonly WaitEdge[], next: (node: number) => readonly number[]): number[][] {
  const groups: { members: number[]; keys: Set<string> }[] = []
  for (const node of nodes) {
    const target = edges[node]?.target
    const keys = new Set([
      `thread ${node}`,
      ...next(node).map((other) => `thread ${other}`),
      ...(target && 'object' in target ? [`object ${target.object}`] : [])
    ])
    const joined = groups.filter((group) => [...keys].some((key) => group.keys.has(key)))
    for (const group of joined) groups.splice(groups.indexOf(group), 1)
    groups.push({
      members: [...joined.flatMap(({ members }) => members), node].toSorted((a, b) => a - b),
      keys: new Set([...keys, ...joined.flatMap((group) => [...group.keys])])
    })
  }
  return groups.map(({ members }) => members)
}

function deadlockOf(trace: Trace, state: RunState, stuck: Stuck, { members, ring }: Group, told: readonly WaitEdge[]): Deadlock {
  const pick = (nodes: readonly number[]): WaitEdge[] => nodes.map((node) => stuck.edges[node]).filter((edge) => edge !== undefined)
  const edges = pick(members)
  const cycle = cycleOf(pick(ring))
  const since = ring.length > 0 ? latest(pick(ring)) : lastWayOut(trace, state, stuck, edges)
  const spoken = cycle.length > 0 ? pick(ring).filter(({ thread }) => cycle.some((node) => 'thread' in node && node.thread === thread)) : edges
  // what a gap hid may have freed anybody
  const sure = state.gap < 0 && edges.every(({ thread }) => stuck.certain.has(thread))
  return {
    threads: edges.map(({ thread }) => thread),
    objects: [...new Set(edges.flatMap(({ target }) => ('object' in target ? [target.object] : [])))].toSorted((a, b) => a - b),
    cycle,
    verdict: sure ? 'deadlock' : 'possible',
    since,
    words: deadlockWords(
      trace,
      state,
      inOrder(spoken, cycle).map((edge) => told.find(({ thread }) => thread === edge.thread) ?? edge)
    )
  }
}

const latest = (edges: readonly WaitEdge[]): Moment => moment(Math.max(...edges.map(({ since }) => since)))

/** Without a ring the wait became hopeless when the last of them began to wait, or when the last who might have helped ended. */
function lastWayOut(trace: Trace, { threads }: RunState, { standstill, edges: all }: Stuck, edges: readonly WaitEdge[]): Moment {
  const rescuers = standstill ? [...trace.threads.keys()] : edges.flatMap(({ holders }) => holders)
  const ends = rescuers
    .filter((thread) => word(threads, thread * threadWords + phaseWord) === phaseEnded)
    .map((thread) => trace.events.at[word(threads, thread * threadWords + sinceWord)] ?? 0)
  return moment(Math.max(latest(standstill ? all : edges), ...ends))
}

/** A shortest way from the ring's lowest thread along holders back to itself. */
function cycleOf(ring: readonly WaitEdge[]): RingNode[] {
  const first = ring[0]
  if (first === undefined) return []
  const byThread = new Map(ring.map((edge) => [edge.thread, edge]))
  const queue: { edge: WaitEdge; way: readonly RingNode[] }[] = [{ edge: first, way: stations(first) }]
  const seen = new Set<ThreadId>()
  for (const { edge, way } of queue) {
    for (const holder of edge.holders) {
      if (holder === first.thread) return [...way]
      const following = byThread.get(holder)
      if (following === undefined || seen.has(holder)) continue
      seen.add(holder)
      queue.push({ edge: following, way: [...way, ...stations(following)] })
    }
  }
  return []
}

const stations = ({ thread, target }: WaitEdge): RingNode[] => ('object' in target ? [{ thread }, { object: target.object }] : [{ thread }])

/** The ring's waits as the ring goes; others by id. */
function inOrder(edges: readonly WaitEdge[], cycle: readonly RingNode[]): WaitEdge[] {
  const place = (edge: WaitEdge): number => cycle.findIndex((node) => 'thread' in node && node.thread === edge.thread)
  return [...edges].toSorted((a, b) => place(a) - place(b))
}
