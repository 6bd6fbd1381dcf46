import { eventCode, isVariable } from '../../trace/event'
import { type ObjectId, objectId, type ThreadId, threadId } from '../../trace/ids'
import { bystandersOf } from '../../analysis/bystanders'
import { type Slices, sliceRows } from '../../analysis/slices'
import type { Deadlock } from '../../analysis/deadlocks'
import type { Trace } from '../../trace/trace'
import { type Pair, ringOrder } from './ringOrder'

/** A thread or sync object of the wait-for graph, placed in a square from -1 to 1 (y downwards); a bystander may stand left of it. */
export type PlacedNode = { readonly x: number; readonly y: number } & ({ readonly thread: ThreadId } | { readonly object: ObjectId })

/** Where the nodes of a trace's wait-for graph stand, at every moment alike. */
export interface WaitForLayout {
  readonly nodes: readonly PlacedNode[]
  /** The same threads on a ring of their own, for the graph without objects. */
  readonly threadsOnly: readonly PlacedNode[]
}

/**
 * Places all threads and objects that ever meet in the trace, once, so that nothing moves when time does.
 *
 *   up to 12: a ring          more: threads outside, objects inside
 *
 *          [A]                     (1)   (2)
 *      (1)  0  (2)              (6)  [A][B]  (3)
 *          [B]                     (5)   (4)
 *
 * A thread that takes no lock and only waits for others to end stands in the corner (main, as a rule), outside the ring and its words; above it those that merely wait
 * behind the ring in which the run was stuck at its end.
 */
export function* waitForLayout(trace: Trace, deadlocks: readonly Deadlock[]): Slices<WaitForLayout> {
  const meetings = yield* meetingsOf(trace)
  const hub = hubOf(meetings)
  const aside = asideOf(meetings, hub, deadlocks)
  const threads = meetings.threads.filter((thread) => !aside.includes(thread))
  const keys = [...threads.map(threadKey), ...meetings.objects.map(objectKey)]
  const number = new Map(keys.map((key, index) => [key, index]))
  const pairs = meetings.pairs.flatMap(([one, other]): Pair[] => {
    const [first, second] = [number.get(one), number.get(other)]
    return first === undefined || second === undefined ? [] : [[first, second]]
  })
  const placed = keys.length <= 12 ? ring(ringOrder(keys.length, pairs), keys) : twoRings(threads, meetings.objects, meetings.pairs)
  const alone = meetings.threads.map((_, index) => index)
  const column = aside.map((thread, index): PlacedNode => ({ thread, x: -1.25, y: 1.06 - (index * 2.12) / mostAside }))
  return { nodes: [...placed, ...column], threadsOnly: ring(alone, meetings.threads.map(threadKey)) }
}

/** More than this fill the edge, and stay on the ring. */
const mostAside = 6

/** Who stands beside the ring, from the corner upwards. */
function asideOf({ threads }: Meetings, hub: ThreadId | null, deadlocks: readonly Deadlock[]): ThreadId[] {
  const corner = hub === null ? [] : [hub]
  const behind = [...new Set(deadlocks.flatMap(bystandersOf))].filter((thread) => thread !== hub && threads.includes(thread))
  return corner.length + behind.length > mostAside ? corner : [...corner, ...behind]
}

/** Threads as -1, -2, …; objects as 0, 1, …: one number for both. */
const threadKey = (thread: ThreadId): number => -1 - thread
const objectKey = (object: ObjectId): number => object

const { requested, acquired, joinBegan, waitBegan, notified, put, got, set, arrived, acquiredShared } = eventCode
/** Events by which a thread has to do with an object, or with another thread. */
const meets = new Set<number>([requested, acquired, joinBegan, waitBegan, notified, put, got, set, arrived, acquiredShared])

interface Meetings {
  readonly threads: readonly ThreadId[]
  readonly objects: readonly ObjectId[]
  readonly pairs: readonly Pair[]
}

function* meetingsOf({ events, objects }: Trace): Slices<Meetings> {
  const seen = new Map<number, Set<number>>()
  for (let row = 0; row < events.length; row++) {
    if (row % sliceRows === sliceRows - 1) yield
    const type = events.type[row]
    if (!meets.has(type ?? -1)) continue
    const thread = events.thread[row] ?? -1
    const met = events.object[row] ?? -1
    const key = type === joinBegan ? threadKey(threadId(met)) : met
    const known = seen.get(thread)
    if (known === undefined) seen.set(thread, new Set([key]))
    else known.add(key)
  }
  const pairs = [...seen].flatMap(([thread, keys]) => [...keys].map((key): Pair => [threadKey(threadId(thread)), key]))
  const keys = [...new Set(pairs.flat())]
  return {
    threads: keys
      .filter((key) => key < 0)
      .map((key) => threadId(-1 - key))
      .toSorted((a, b) => a - b),
    objects: keys
      .filter((key) => key >= 0 && !isVariable(objects.get(objectId(key))?.kind))
      .map(objectId)
      .toSorted((a, b) => a - b),
    pairs: pairs.toSorted((a, b) => b[0] - a[0] || a[1] - b[1])
  }
}

/** The one thread that meets no object; null when there are none or several, or too few others for a ring. */
function hubOf({ threads, pairs }: Meetings): ThreadId | null {
  const apart = threads.filter((thread) => !pairs.some(([one, other]) => one === threadKey(thread) && other >= 0))
  const [hub] = apart
  return hub !== undefined && apart.length === 1 && threads.length > 2 ? hub : null
}

const nodeOf = (key: number, x: number, y: number): PlacedNode => (key < 0 ? { thread: threadId(-1 - key), x, y } : { object: objectId(key), x, y })

/** Clockwise from the left. */
function onCircle(index: number, count: number, radius: number): [number, number] {
  const angle = Math.PI + (index / count) * 2 * Math.PI
  // rounded so that pictures are the same bytes on every machine's sine
  const round = (value: number): number => Math.round(value * radius * 1e6) / 1e6 + 0
  return [round(Math.cos(angle)), round(Math.sin(angle))]
}

const ring = (order: readonly number[], keys: readonly number[]): PlacedNode[] =>
  order.map((node, index) => nodeOf(keys[node] ?? 0, ...onCircle(index, order.length, order.length === 1 ? 0 : 1)))

function twoRings(threads: readonly ThreadId[], objects: readonly ObjectId[], pairs: readonly Pair[]): PlacedNode[] {
  const outer = threads.map((thread, index) => nodeOf(threadKey(thread), ...onCircle(index, threads.length, 1)))
  const place = new Map(threads.map((thread, index) => [threadKey(thread), onCircle(index, threads.length, 1)]))
  const angle = (object: ObjectId): number => {
    const users = pairs.filter(([, other]) => other === object).map(([one]) => place.get(one) ?? [0, 0])
    return Math.atan2(-users.reduce((sum, [, y = 0]) => sum + y, 0), -users.reduce((sum, [x = 0]) => sum + x, 0))
  }
  const turn = (object: ObjectId): number => Math.round(((angle(object) + 2 * Math.PI) % (2 * Math.PI)) * 1e6)
  const inner = objects.toSorted((one, other) => turn(one) - turn(other) || one - other)
  return [...outer, ...inner.map((object, index) => nodeOf(objectKey(object), ...onCircle(index, inner.length, 0.55)))]
}
