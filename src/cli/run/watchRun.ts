import { type TraceBuilder, traceBuilder } from '../../core/trace/builder'
import type { Trace } from '../../core/trace/trace'
import type { Plan, RunEnd, StartRecording } from '../../recorders/recorder'
import { type Answer, answer, complaintOf, refuse } from '../complaint'
import type { Terminal } from '../terminal'
import type { Hearer } from './hearer'

/** A real run that is over: what was recorded, and how it ended. */
export interface Watched {
  readonly trace: Trace
  readonly end: RunEnd
}

/** Watches a real run to its end. A signal to this process stops it in order, a second one kills it; nothing of the run is left when this resolves. */
export async function watchRun(record: StartRecording, plan: Plan, named: string, hearers: readonly Hearer[], terminal: Terminal): Promise<Answer<Watched>> {
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
  return watched(builder, end, named)
}

function watched(builder: TraceBuilder | null, end: RunEnd, named: string): Answer<Watched> {
  if (end.problem !== null) return { ok: false, complaints: [complaintOf(named, end.problem)] }
  if (builder === null) return refuse(named, `the run ended (${end.status}) before it began`, 'run it again')
  return answer({ trace: builder.trace(), end })
}
