import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type TraceBuilder, traceBuilder } from '../../../src/core/trace/builder'
import { eventAt } from '../../../src/core/trace/decode'
import type { Event, EventType } from '../../../src/core/trace/event'
import type { Trace } from '../../../src/core/trace/trace'
import { pythonRecorder } from '../../../src/recorders/python/recordPython'
import type { Plan, Recording, RunEnd } from '../../../src/recorders/recorder'
import { pythons } from './pythons'

/** The checkout's top folder. */
export const top = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
/** The recorder, as the app makes it. */
const record = pythonRecorder(resolve(top, 'resources'))
/** The path of a sample program. */
export const sample = (file: string): string => resolve(top, 'test/samples/python', file)

/** A plan for a sample program with everything as usual. */
export const planFor = (file: string, more: Partial<Plan> = {}): Plan => ({
  engine: 'python',
  path: sample(file),
  source: readFileSync(sample(file), 'utf8'),
  set: {},
  detail: 'sync',
  observe: 'faithful',
  python: pythons[0]?.path ?? null,
  arguments: [],
  folder: top,
  timeoutMs: 120_000,
  maxEvents: 5_000_000,
  onDeadlock: 'end',
  ...more
})

/** A run that goes on, and what was told of it so far. */
export interface Watched {
  readonly recording: Recording
  readonly stages: string[]
  trace(): Trace
  events(): Event[]
  /** Resolves when the condition holds; asks at each piece of news. */
  until(condition: () => boolean): Promise<void>
}

/** Starts a run and collects what is told. */
export function watch(plan: Plan): Watched {
  let builder: TraceBuilder | null = null
  const stages: string[] = []
  const waiters = new Set<() => void>()
  const news = (): void => {
    for (const waiter of waiters) waiter()
  }
  const trace = (): Trace => {
    if (builder === null) throw new Error('no header yet')
    return builder.trace()
  }
  const recording = record(plan, {
    header(header) {
      builder = traceBuilder(header)
    },
    batch(batch) {
      builder?.append(batch)
      news()
    },
    stage(stage) {
      stages.push(stage)
      news()
    }
  })
  void recording.ended.then(news)
  return {
    recording,
    stages,
    trace,
    events: () => (builder === null ? [] : eventsOf(trace())),
    until: (condition) =>
      new Promise((done, fail) => {
        const look = (): void => {
          if (!condition()) return
          waiters.delete(look)
          done()
        }
        waiters.add(look)
        void recording.ended.then((end) => fail(new Error(`the run ended: ${JSON.stringify(end)}`)))
        look()
      })
  }
}

/** All events of a trace. */
const eventsOf = ({ events }: Trace): Event[] => Array.from({ length: events.length }, (_, row) => eventAt(events, row))
/** The events of one type. */
export const only = <Type extends EventType>(events: readonly Event[], type: Type): Extract<Event, { type: Type }>[] =>
  events.filter((event): event is Extract<Event, { type: Type }> => event.type === type)

/** Runs a plan to its end. */
export async function run(plan: Plan): Promise<{ end: RunEnd; trace: Trace; events: Event[] }> {
  const watched = watch(plan)
  const end = await watched.recording.ended
  if (end.problem !== null) throw new Error(JSON.stringify(end.problem))
  return { end, trace: watched.trace(), events: watched.events() }
}

/** Lines of standard output. */
export const printed = (events: readonly Event[], stream: 'stdout' | 'stderr' = 'stdout'): string[] =>
  only(events, 'printed')
    .filter((event) => event.stream === stream)
    .map(({ text }) => text)

/** Whether a process is there and not merely unburied. */
export function isAlive(process: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${process}/status`, 'utf8'))
  } catch {
    return false
  }
}
