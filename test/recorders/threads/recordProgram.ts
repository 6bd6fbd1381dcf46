import { type TraceBuilder, traceBuilder } from '../../../src/core/trace/builder'
import { eventAt } from '../../../src/core/trace/decode'
import type { Event } from '../../../src/core/trace/event'
import type { Trace } from '../../../src/core/trace/trace'
import type { Plan, Recording, RunEnd } from '../../../src/recorders/recorder'
import { threadsRecorder } from '../../../src/recorders/threads/recordThreads'

/** A run on real threads that goes on. */
export interface Going {
  readonly recording: Recording
  /** Resolves at the first `parked`. */
  readonly parked: Promise<void>
  /** What was delivered so far. */
  trace(): Trace
}

/** Starts a program on real threads with this worker entry. */
export function begin(worker: string, source: string, plan: Partial<Plan> = {}): Going {
  let builder: TraceBuilder | null = null
  let resolveParked = (): void => undefined
  const parked = new Promise<void>((resolve) => {
    resolveParked = resolve
  })
  const recording = threadsRecorder(worker)(
    {
      engine: 'threads',
      path: '/programs/program.py',
      source,
      set: {},
      detail: 'access',
      observe: 'faithful',
      python: null,
      arguments: [],
      folder: '/programs',
      timeoutMs: 120_000,
      maxEvents: 5_000_000,
      onDeadlock: 'end',
      ...plan
    },
    {
      header(header) {
        builder = traceBuilder(header)
      },
      batch(batch) {
        builder?.append(batch)
      },
      stage(stage) {
        if (stage === 'parked') resolveParked()
      }
    }
  )
  const trace = (): Trace => {
    if (builder === null) throw new Error('no header yet')
    return builder.trace()
  }
  return { recording, parked, trace }
}

/** Runs a program to its end. */
export async function recordProgram(worker: string, source: string, plan: Partial<Plan> = {}): Promise<{ readonly end: RunEnd; readonly trace: Trace }> {
  const going = begin(worker, source, plan)
  const end = await going.recording.ended
  if (end.problem !== null) throw new Error(`${end.problem.at}: ${end.problem.what}`)
  return { end, trace: going.trace() }
}

/** All events of a trace; for short ones. */
export const eventsOf = ({ events }: Trace): Event[] => Array.from({ length: events.length }, (_, row) => eventAt(events, row))

/** The lines that a run printed. */
export const outputOf = (trace: Trace): string[] => eventsOf(trace).flatMap((event) => (event.type === 'printed' ? [event.text] : []))
