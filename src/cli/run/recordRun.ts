import { type TraceBuilder, traceBuilder } from '../../core/trace/builder'
import type { EventColumns } from '../../core/trace/columns'
import type { Header } from '../../core/trace/header'
import type { Plan, Record } from '../../recorders/recorder'
import { type Answer, answer, complaintOf, refuse } from '../complaint'
import type { Terminal } from '../terminal'
import type { Ran } from './ran'

/** Whoever hears a run's events while they come. */
export interface Hearer {
  header(header: Header): void
  batch(batch: EventColumns): void
}

/** Runs a program for real and collects its trace; a signal to this process stops the run in order, a second one kills it. Nothing of the run is left when this resolves. */
export async function recordRun(record: Record, plan: Plan, named: string, hearers: readonly Hearer[], terminal: Terminal): Promise<Answer<Ran>> {
  let builder: TraceBuilder | null = null
  const recording = record(plan, {
    header(header) {
      builder = traceBuilder(header)
      for (const hearer of hearers) hearer.header(header)
    },
    batch(batch) {
      builder?.append(batch)
      for (const hearer of hearers) hearer.batch(batch)
    },
    stage() {}
  })
  const stop = (): void => void recording.stop()
  const kill = (): void => void recording.kill()
  if (terminal.stop.aborted) stop()
  terminal.stop.addEventListener('abort', stop)
  terminal.kill.addEventListener('abort', kill)
  const end = await recording.ended
  terminal.stop.removeEventListener('abort', stop)
  terminal.kill.removeEventListener('abort', kill)
  return ran(builder, end, named)
}

function ran(builder: TraceBuilder | null, end: Awaited<ReturnType<Record>['ended']>, named: string): Answer<Ran> {
  if (end.problem !== null) return { ok: false, complaints: [complaintOf(named, end.problem)] }
  if (builder === null) return refuse(named, `the run ended (${end.status}) before it began`, 'run it again')
  return answer({ trace: builder.trace(), status: end.status, schedule: null, steps: null, elapsedMs: end.elapsedMs })
}
