import { type EventColumns, growingColumns } from '../../core/trace/columns'
import { pushEvent } from '../../core/trace/encode'
import type { RunStatus } from '../../core/trace/event'
import { moment, noThread, objectId, processId, threadId } from '../../core/trace/ids'
import { makesProcesses } from '../../core/program/check/checkProcesses'
import type { Program } from '../../core/program/program'
import { lossTeller } from '../losses'
import type { Listener, Plan, Recording, RunEnd } from '../recorder'
import { finalValues } from './finalValues'
import { generateCode } from './code/generateCode'
import { mergeRings } from './mergeRings'
import { bindName, inThread, runMemory, threadRow, threadState, words, workerState, workerWord } from './memory/runMemory'
import { kindCode } from './memory/sharedValue'
import { verdict } from './verdict'
import { spareFor, workerPool } from './workerPool'

/** Why a run is over. */
type Cause = 'finished' | 'deadlock' | 'timeout' | 'stopped' | 'killed' | 'fault'

// Often enough that the window's picture moves with the run, seldom enough to cost it little: an idle look takes some 10 µs.
const lookMs = 8
// A worker can fill its ring in 8 ms; looked at each millisecond, it never has to wait for us.
const busyMs = 1
// Few large batches: each costs the file and the window about as much as a thousand events.
const largeBatch = 65_536

/** Runs a program on real threads: one story from the first worker to the last event. `origin` hears when moment 0 is. */
export function threadsRun(program: Program, plan: Plan, worker: string, listener: Listener, origin: () => void): Recording {
  const memory = runMemory(program.names.length, plan.maxEvents)
  const control = new Int32Array(memory.control)
  const look = verdict(memory)
  const hasProcesses = makesProcesses(program.sites)
  const gift = { program, code: generateCode(program, plan.detail), detail: plan.detail, memory }
  let fault: string | null = null
  const pool = workerPool(worker, gift, spareFor(program.sites), (what) => {
    fault ??= what
    over('fault')
  })
  const merge = mergeRings(pool.readers)
  let columns = growingColumns()
  let start = process.hrtime.bigint()
  let events = 0
  const losses = lossTeller()
  let lastFlush = 0
  let holes = 0
  let isParked = false
  let isOver = false
  let next: NodeJS.Timeout | NodeJS.Immediate | null = null
  let timeout: NodeJS.Timeout | null = null
  let resolveEnd: (end: RunEnd) => void = () => undefined
  const ended = new Promise<RunEnd>((resolve) => {
    resolveEnd = resolve
  })

  const now = (): number => Number(process.hrtime.bigint() - start)
  const dropped = (): number => holes + pool.readers.reduce((sum, reader) => sum + reader.counts().dropped, 0)

  async function begin(): Promise<void> {
    program.names.forEach(({ initial }, name) => {
      if (initial.kind !== 'unbound') bindName(memory, name, program.names.length, kindCode[initial.kind], initial.payload)
    })
    await pool.ready
    if (isOver) return
    origin()
    start = process.hrtime.bigint()
    Atomics.store(new BigInt64Array(memory.control, words.origin * 4, 1), 0, start)
    pushEvent(columns, { type: 'threadStarted', at: moment(0), thread: threadId(0), line: 0, parent: noThread, name: 'MainThread' })
    if (hasProcesses)
      pushEvent(columns, {
        type: 'processStarted',
        at: moment(0),
        thread: threadId(0),
        line: 0,
        process: processId(0),
        parent: processId(-1),
        command: program.file
      })
    const shared = program.names.filter((name) => name.shared)
    shared.forEach(({ name }, index) => {
      pushEvent(columns, { type: 'declared', at: moment(0), thread: threadId(0), line: 0, object: objectId(index), kind: 'variable', name, capacity: null })
    })
    Atomics.store(control, words.objects, shared.length)
    Atomics.store(control, threadRow(0) + inThread.state, threadState.starting)
    Atomics.store(control, workerWord(0), workerState.firstThread)
    Atomics.notify(control, workerWord(0))
    listener.stage('running')
    timeout = setTimeout(() => over('timeout'), plan.timeoutMs)
    turn()
  }

  function turn(): void {
    next = null
    // finished is asked before the rings are read: whoever had ended then has written everything
    const cause = look.isFinished() ? 'finished' : look.isStuck() ? 'deadlock' : null
    take()
    pool.grow()
    if (cause === 'finished' || (cause === 'deadlock' && plan.onDeadlock === 'end')) return over(cause)
    if (cause === 'deadlock') return park()
    const fullness = Math.max(...pool.readers.map((reader) => reader.fullness()))
    next = fullness > 0.3 ? setImmediate(turn) : setTimeout(turn, fullness > 0.03 ? busyMs : lookMs)
  }

  function take(): void {
    merge.take(columns)
    for (const reader of pool.readers) reader.release()
    if (columns.length >= largeBatch || now() - lastFlush >= lookMs * 1e6) flush()
  }

  function flush(end: number | null = null): void {
    const missing = dropped()
    // where records are missing the clock goes on without them
    if (missing > 0) merge.reach(end ?? now())
    const loss = losses.at(merge.last, missing, end !== null)
    if (loss !== null) pushEvent(columns, { type: 'dropped', at: moment(merge.last), thread: noThread, line: 0, count: loss.count, since: moment(loss.since) })
    lastFlush = now()
    if (columns.length === 0) return
    events += columns.length
    const batch: EventColumns = columns.copy()
    columns = growingColumns(batch.length < 1024 ? 256 : largeBatch + 1024)
    listener.batch(batch)
  }

  function park(): void {
    isParked = true
    flush()
    if (timeout !== null) clearTimeout(timeout)
    listener.stage('parked')
  }

  function over(cause: Cause): void {
    if (isOver) return
    isOver = true
    if (timeout !== null) clearTimeout(timeout)
    if (next !== null) clearTimeout(next as NodeJS.Timeout)
    if (next !== null) clearImmediate(next as NodeJS.Immediate)
    void finish(cause)
  }

  async function finish(cause: Cause): Promise<void> {
    const status = statusOf(cause)
    const stopped = now()
    await pool.end()
    merge.take(columns)
    holes = merge.rest(columns)
    // a run that came to its own end ended with its last event, not when we looked
    const at = moment(cause === 'finished' ? merge.last : Math.max(merge.last, stopped))
    // main's end is the end of all daemons, whatever they were at
    if (cause === 'finished')
      for (const id of look.live()) {
        pushEvent(columns, { type: 'threadEnded', at, thread: threadId(id), line: 0 })
        if (hasProcesses) pushEvent(columns, { type: 'processExited', at, thread: threadId(id), line: 0, process: processId(id), code: Number.NaN })
      }
    flush(at)
    // where writes were not recorded, or were dropped, memory itself tells what they came to: behind the gap
    if (plan.detail === 'sync' || dropped() > 0) for (const event of finalValues(program, memory, at)) pushEvent(columns, event)
    pushEvent(columns, { type: 'ended', at, thread: noThread, line: 0, status, dropped: dropped() })
    flush()
    resolveEnd({ status, events, dropped: dropped(), elapsedMs: at / 1e6, problem: fault === null ? null : ours(fault) })
  }

  // deadlock beats failed beats timeout; a person's stop is told only of a run that was not stuck; daemons that wait for ever keep nobody
  function statusOf(cause: Cause): RunStatus {
    if (cause === 'fault') return 'failed'
    if (cause === 'finished') return look.hasFailure() ? 'failed' : 'finished'
    if (cause === 'deadlock' || isParked || look.isStuck()) return 'deadlock'
    if (cause !== 'timeout') return cause
    if (look.hasRing()) return 'deadlock'
    return look.hasFailure() ? 'failed' : 'timeout'
  }

  async function endBy(cause: Cause): Promise<void> {
    over(cause)
    await ended
  }

  begin().catch((error: unknown) => {
    fault ??= error instanceof Error ? (error.stack ?? error.message) : String(error)
    over('fault')
  })
  return { ended, stop: () => endBy('stopped'), kill: () => endBy('killed') }
}

const ours = (fault: string): { at: string; what: string; try: string } => ({
  at: 'the threads engine',
  what: `It failed by a fault of its own: ${fault.split('\n')[0] ?? fault}.`,
  try: 'Run the program in the simulator, and report this with the program.'
})
