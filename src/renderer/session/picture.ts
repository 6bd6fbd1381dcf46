import { exitOf } from '../../core/analysis/exit'
import type { Analysis } from '../../core/analysis/analysisOf'
import type { Deadlock } from '../../core/analysis/deadlocks'
import type { RunMoment, ThreadMoment } from '../../core/analysis/stateAt'
import type { WaitEdge } from '../../core/analysis/waitFor'
import { turnPhrase, waitPhrase } from '../../core/analysis/waitPhrase'
import { exitWords } from '../../core/scenes/processes/exitWords'
import { holderWords, lostHolderWords } from '../../core/scenes/ownership/holderWords'
import { eventAt } from '../../core/trace/decode'
import { eventCode } from '../../core/trace/event'
import type { Engine } from '../../core/trace/header'
import { type Moment, moment, noThread, type ThreadId, threadId } from '../../core/trace/ids'
import { objectName, type Trace, threadName } from '../../core/trace/trace'
import type { MemoryRow } from '../views/Memory'
import { mostLines, type OutputLine, shownLine } from '../views/Output'
import type { ThreadCardData } from '../views/ThreadCard'
import type { SessionState } from './sessionState'

/** All that the regions show at one position of the time cursor: a function of the trace, the moment and, for stepped runs, the choices there. */
export interface Picture {
  readonly at: Moment
  readonly now: RunMoment
  readonly cards: readonly ThreadCardData[]
  readonly memory: readonly MemoryRow[]
  /** The last lines printed. */
  readonly output: readonly OutputLine[]
  /** How many there are in all. */
  readonly printed: number
  readonly deadlocks: readonly Deadlock[]
  /** The thread of the last event; in a stepped run, who took the last step. */
  readonly mover: ThreadId | null
}

/** The picture of a trace at a moment. `steppable` says whether the model's choices belong to that moment. */
export function pictureAt(analysis: Analysis, state: SessionState, cursor: number, steppable: boolean): Picture {
  const { trace } = analysis
  const at = moment(cursor)
  const now = analysis.stateAt(at)
  const deadlocks = analysis.deadlocksAt(at)
  const changed = writtenAt(trace, now)
  return {
    at,
    now,
    cards: cardsAt(analysis, state, now, steppable),
    memory: now.variables.map(({ id, value, writer, stale }) => ({
      name: objectName(trace, id),
      value: value === null ? 'unset' : String(value),
      writer: writer === noThread ? null : writer,
      stale,
      changed: changed.has(id)
    })),
    output: analysis
      .output()
      .slice(Math.max(0, now.printed - mostLines), now.printed)
      .map(({ text, stream, thread }) => ({ text: shownLine(text), stream, thread: threadName(trace, thread) })),
    printed: now.printed,
    deadlocks,
    mover: moverAt(trace, now)
  }
}

/** Where the last step began; of a recorded run its last event. */
function lastBegan({ events, header }: Trace, { row }: RunMoment): number {
  let first = row
  if (header.clock.unit === 'steps') while (first > 0 && events.at[first - 1] === events.at[row]) first--
  return first
}

function moverAt(trace: Trace, now: RunMoment): ThreadId | null {
  const thread = trace.events.thread[lastBegan(trace, now)] ?? -1
  return thread < 0 ? null : threadId(thread)
}

/** Variables that the last step wrote; what the program began with was written by none. */
function writtenAt(trace: Trace, now: RunMoment): ReadonlySet<number> {
  const { type, object } = trace.events
  const written = new Set<number>()
  if (trace.header.clock.unit === 'steps' && now.at === 0) return written
  for (let row = Math.max(0, lastBegan(trace, now)); row <= now.row; row++) if (type[row] === eventCode.written) written.add(object[row] ?? -1)
  return written
}

function cardsAt({ trace, waitForAt }: Analysis, { source, model }: SessionState, now: RunMoment, steppable: boolean): ThreadCardData[] {
  // the text that ran: the editor may hold a later one
  const lines = (trace.header.program?.text ?? source).split('\n')
  const waits = new Map(waitForAt(now.at).map((edge) => [edge.thread, edge]))
  const choices = new Map(steppable && model ? model.choicesAt(now.at).map((choice) => [choice.thread, choice]) : [])
  return now.threads
    .filter(({ id, state }) => state !== 'notStarted' || trace.threads.has(id))
    .map((thread) => {
      const choice = choices.get(thread.id)
      const line = choice?.line ?? thread.line
      const edge = waits.get(thread.id)
      return {
        id: thread.id,
        name: threadName(trace, thread.id),
        state: thread.state,
        line,
        code: (lines[line - 1] ?? '').trim(),
        words: choice?.words ?? (edge ? waitWords(trace, edge) : stateWords(thread)),
        ways: choice !== undefined && choice.ways.length > 1 ? choice.ways : [],
        canStep: !steppable || choice?.status === 'ended' || choice?.status === 'failed' ? null : choice?.status === 'enabled'
      }
    })
}

function waitWords(trace: Trace, edge: WaitEdge): string {
  const { target, purpose, holders, timed, turn } = edge
  const limit = timed ? ' (gives up by itself)' : ''
  if ('thread' in target && turn) return `waits ${turnPhrase(threadName(trace, target.thread))}${limit}`
  if ('thread' in target) return `waits for ${threadName(trace, target.thread)}${purpose === 'any' ? ', or another,' : ''} to end${limit}`
  const held = holders.length > 0 ? `, ${holderWords(trace, target.object, holders)}` : ''
  return `waits ${waitPhrase(trace.objects.get(target.object)?.kind, `\`${objectName(trace, target.object)}\``, purpose)}${held}${limit}${lostHolderWords(trace, edge)}`
}

const notes: Partial<Record<ThreadMoment['state'], string>> = {
  finished: 'has ended',
  sleeping: 'sleeps',
  notStarted: 'not started yet',
  unknown: 'events were lost: what it does is not known'
}

function stateWords({ state }: ThreadMoment): string {
  return notes[state] ?? ''
}

/** Where a trace comes from, in a word and a sentence. */
export function provenance(trace: Trace | null, engine: Engine, isFile: boolean): { badge: string; title: string } {
  const { header } = trace ?? {}
  const from = isFile ? 'Opened from a file. ' : ''
  if ((header?.engine ?? engine) === 'simulator')
    return { badge: 'Simulated', title: `${from}Computed by the model, one step at a time, under sequential consistency.` }
  if (!header) return { badge: 'Not run yet', title: 'Press Run to record a real run.' }
  const how = header.observer === 'stress' ? ', stress' : header.observer === 'sampled' ? ', sampled' : ''
  const copy = header.program?.rewritten ? ' A rewritten copy ran, with probes at shared names.' : ''
  return { badge: `Recorded${how}`, title: `${from}A real run: ${header.host?.runtime ?? header.engine}.${copy}` }
}

const status = {
  finished: 'Finished',
  deadlock: 'Deadlock',
  failed: 'Failed',
  timeout: 'Time limit reached',
  stopped: 'Stopped',
  killed: 'Killed'
} as const

/** The first exception that ended a thread, in words; empty when there was none. */
function raisedIn(trace: Trace): string {
  const row = trace.events.type.indexOf(eventCode.raised)
  if (row < 0 || row >= trace.events.length) return ''
  const event = eventAt(trace.events, row)
  if (event.type !== 'raised') return ''
  const where = event.line > 0 ? `, line ${event.line}` : ''
  return `${threadName(trace, event.thread)} failed${where}: ${event.kind}${event.message ? `: ${event.message}` : ''}`
}

/** How the program ended where no thread failed; empty when nobody saw. */
function exitedWith(trace: Trace): string {
  const exit = exitOf(trace)
  return exit === null ? '' : `The program ${exitWords(exit)}`
}

/** What there is to say about the run at the cursor: a deadlock in words first, then how it ended. */
export function findingOf(picture: Picture, trace: Trace): { text: string; bad: boolean } {
  const sure = picture.deadlocks.filter(({ verdict }) => verdict === 'deadlock')
  const told = sure.length > 0 ? sure : picture.deadlocks
  if (told.length > 0) {
    const title = sure.length > 0 ? 'Deadlock' : 'Possible deadlock, unless a thread outside releases it'
    return { text: `${title}: ${told.map(({ words }) => words).join('; ')}`, bad: true }
  }
  if (trace.status === null || picture.at < trace.end) return { text: '', bad: false }
  const failed = trace.status === 'failed' ? raisedIn(trace) || exitedWith(trace) : ''
  return { text: failed || status[trace.status], bad: trace.status !== 'finished' }
}
