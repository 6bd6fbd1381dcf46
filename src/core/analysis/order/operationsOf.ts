import { eventCode, eventTypes } from '../../trace/event'
import { objectId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'
import { lateOpenings } from './lateOpenings'
import { leadingWork, loopOf, type Spent } from './leadingWork'
import { type GrowingOperations, growingOperations, type OperationColumns, type OperationKind, operationCode } from './operations'
import { partOfStep } from './wholeUpdates'

/** What events are whose meaning does not hang on anything else. */
const plain: Readonly<Partial<Record<(typeof eventTypes)[number], OperationKind>>> = {
  acquiredShared: 'acquireShared',
  releasedShared: 'releaseShared',
  joined: 'join',
  put: 'put',
  got: 'get',
  set: 'give',
  taskDone: 'give',
  dropped: 'gap'
}
const plainCodes = Int8Array.from(eventTypes, (type) => operationCode[plain[type] ?? 'local'])
const { threadStarted, requested, read, written, acquired, released, timedOut, tryFailed, woken, arrived, broken, cleared, processStarted, processExited } =
  eventCode

/** Begin and end of a task's turn on its loop. */
const isOfTurn = eventTypes.map((type) => type === 'resumed' || type === 'suspended' || type === 'threadEnded')
/** Events whose object column holds a thread or process. */
const namesNoObject = new Set<number>([threadStarted, processStarted, processExited, eventCode.taskStarted, eventCode.measured, eventCode.snapshot])

/** What one has to know of the run so far. */
interface Sight {
  readonly trace: Trace
  readonly operations: GrowingOperations
  readonly kinds: readonly (string | undefined)[]
  readonly capacities: Float64Array
  /** By thread: the object that it has asked for with a timeout, -1 none. */
  readonly tries: Int32Array
  /** By barrier: how many have come in this round. */
  readonly arrivals: Int32Array
  /** By barrier: whoever came last and has not let the others go yet, -1 nobody. */
  readonly openers: Int32Array
  /** Rows of arrivals behind which the action of the barrier comes first. */
  readonly late: ReadonlySet<number>
}

/**
 * The operations of a trace, in one pass. Notifies order nothing, as in memory models: the condition's lock does.
 */
export function operationsOf(trace: Trace): OperationColumns {
  const { events } = trace
  const sight = sightOf(trace)
  const leading = workLeads(sight) ? leadingWork(trace, sight.tries.length) : null
  const measure = leading?.spent ?? stepWork(trace)
  for (let row = 0; row < events.length; row++) {
    const thread = threadOf(sight, row)
    const loop = leading === null || !isOfTurn[events.type[row] ?? 0] ? -1 : loopOf(trace, thread)
    if (loop >= 0 && events.type[row] === eventCode.resumed) spend(sight, row, loop, leading?.handOver(row, loop))
    if (thread >= 0) tell(sight, row, thread, measure(row, thread))
    if (loop >= 0 && events.type[row] !== eventCode.resumed) leading?.goOn(row, loop)
    else if (events.type[row] === eventCode.dropped) sight.operations.push(operationCode.gap, 0, -1, row, 0)
  }
  const { capacities, tries } = sight
  return sight.operations.columns({ workLeads: workLeads(sight), threadCount: tries.length, objectCount: capacities.length, capacities })
}

function sightOf(trace: Trace): Sight {
  const { type, thread, object, length } = trace.events
  let threads = Math.max(0, ...trace.threads.keys())
  let objects = Math.max(-1, ...trace.objects.keys())
  for (let row = 0; row < length; row++) {
    threads = Math.max(threads, thread[row] ?? 0)
    const code = type[row]
    if (code === eventCode.joined || code === eventCode.cancelAsked) threads = Math.max(threads, object[row] ?? 0)
    else if (!namesNoObject.has(code ?? 255)) objects = Math.max(objects, object[row] ?? 0)
  }
  const ids = Array.from({ length: objects + 1 }, (_, id) => trace.objects.get(objectId(id)))
  return {
    trace,
    operations: growingOperations(length),
    kinds: ids.map((info) => info?.kind),
    capacities: Float64Array.from(ids, (info) => info?.capacity ?? Number.POSITIVE_INFINITY),
    tries: new Int32Array(threads + 1).fill(-1),
    arrivals: new Int32Array(objects + 1),
    openers: new Int32Array(objects + 1).fill(-1),
    late: lateOpenings(trace.events)
  }
}

const workLeads = ({ trace }: Sight): boolean => trace.header.clock.unit === 'nanoseconds'

/** Whose work an event is: a start is its parent's. */
function threadOf({ trace: { events } }: Sight, row: number): number {
  const isStart = events.type[row] === threadStarted || events.type[row] === eventCode.taskStarted
  return (isStart ? events.object[row] : events.thread[row]) ?? -1
}

/** In a step clock the first event of each moment stands for the step; what main does at moment 0 is none. */
function stepWork({ events: { at } }: Trace): (row: number) => Spent {
  return (row) => ({ time: (at[row] ?? 0) > 0 && at[row] !== at[row - 1] ? 1 : 0, asleep: false })
}

/** Time that belongs to no operation with others. */
function spend({ operations }: Sight, row: number, thread: number, spent: Spent | undefined): void {
  if (spent !== undefined && spent.time > 0) operations.push(spent.asleep ? operationCode.pause : operationCode.local, thread, -1, row, spent.time)
}

function tell(sight: Sight, row: number, thread: number, { time, asleep }: Spent): void {
  const { events } = sight.trace
  const object = events.object[row] ?? -1
  if (asleep) spend(sight, row, thread, { time, asleep })
  const work = asleep ? 0 : time
  const push = (kind: OperationKind, of = object, by = thread, amount = work): void => sight.operations.push(operationCode[kind], by, of, row, amount)
  const type = events.type[row] ?? 0
  switch (type) {
    case threadStarted:
    case eventCode.taskStarted:
      return push('fork', events.thread[row] ?? 0)
    case read:
    case written: {
      const part = workLeads(sight) ? 'own' : partOfStep(events, row)
      if (part === 'told') break
      if (part === 'update') return push('atomicUpdate')
      const isAtomic = sight.kinds[object] === 'atomic'
      return push(type === read ? (isAtomic ? 'atomicRead' : 'read') : isAtomic ? 'atomicWrite' : 'write')
    }
    case requested:
      return request(sight, row, thread, object, push)
    case timedOut:
    case tryFailed:
      sight.tries[thread] = -1
      break
    case acquired:
      // the GIL orders nothing that the program could rely on
      if (sight.kinds[object] === 'gil') break
      return push(acquisition(sight, row, thread, object))
    case released:
      if (sight.kinds[object] === 'gil') break
      return push(isCounted(sight.kinds[object]) ? 'give' : 'release')
    case arrived:
      return arrive(sight, row, object, thread, push)
    case woken:
      return wake(sight, object, thread, push)
    case eventCode.resumed:
    case eventCode.suspended:
    case eventCode.threadEnded: {
      const loop = loopOf(sight.trace, thread)
      if (loop < 0) break
      return push(type === eventCode.resumed ? 'turnBegan' : 'turnEnded', loop)
    }
    case broken:
    case cleared:
      if (sight.kinds[object] === 'barrier') sight.arrivals[object] = 0
      break
    default: {
      const kind = plainCodes[type] ?? 0
      if (kind !== operationCode.local) return sight.operations.push(kind, thread, object, row, work)
    }
  }
  if (work > 0) push('local', -1)
}

type Push = (kind: OperationKind, of?: number, by?: number, work?: number) => void

const isCounted = (kind: string | undefined): boolean => kind === 'semaphore' || kind === 'boundedSemaphore'

function request({ trace: { events }, tries, kinds }: Sight, row: number, thread: number, object: number, push: Push): void {
  const isTry = !Number.isNaN(events.value[row] ?? Number.NaN)
  tries[thread] = isTry ? object : -1
  const kind = kinds[object]
  if (!isTry && (kind === 'lock' || kind === 'rlock')) push('request')
  else push('local', -1)
}

function acquisition({ trace: { events }, tries, kinds }: Sight, row: number, thread: number, object: number): OperationKind {
  if (isCounted(kinds[object])) return 'take'
  const isTry = tries[thread] === object || events.value[row] === 1
  tries[thread] = -1
  // writers of a readers–writer lock wait for readers too: their waits are in no graph of plain locks
  return isTry || kinds[object] === 'rwlock' ? 'tryAcquire' : 'acquire'
}

/** A barrier opens behind its action: where the last to come says that it goes on, in a step clock at the latest where the first of the others does. */
function arrive({ arrivals, openers, late, capacities, trace }: Sight, row: number, object: number, thread: number, push: Push): void {
  const now = (arrivals[object] ?? 0) + 1
  arrivals[object] = now
  if (now < (capacities[object] ?? Number.POSITIVE_INFINITY)) return push('arrive')
  arrivals[object] = 0
  push('gather')
  if (trace.header.clock.unit === 'steps' || late.has(row)) openers[object] = thread
  else push('open', object, thread, 0)
}

function wake({ openers, kinds }: Sight, object: number, thread: number, push: Push): void {
  const kind = kinds[object]
  if (kind !== 'barrier') return push(kind === 'condition' ? 'local' : 'take', kind === 'condition' ? -1 : object)
  const opener = openers[object] ?? -1
  openers[object] = -1
  if (opener === thread) return push('open')
  if (opener >= 0) push('open', object, opener, 0)
  push('pass')
}
