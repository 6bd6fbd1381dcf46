import { type TraceBuilder, traceBuilder } from '../../core/trace/builder'
import { comparedCost } from '../../recorders/python/cost'
import { plainRun } from '../../recorders/python/plainRun'
import { pythonRecorder } from '../../recorders/python/recordPython'
import type { Plan, RunCost, RunEnd, StartRecording } from '../../recorders/recorder'
import { recordThreads } from '../../recorders/threads/recordThreads'
import { type Answer, answer, complaintOf, refuse } from '../complaint'
import type { TextFile } from '../readText'
import type { Terminal } from '../terminal'
import { programOf } from '../programOf'
import type { Hearer } from './hearer'
import { interpreterPath } from './interpreterPath'
import type { Ran } from './ran'
import type { RunRequest } from './runRequest'

/** As many as a window takes: about 400 MB of columns. Events beyond are counted as dropped, and the counter's million fits four times. */
const maxEvents = 10_000_000

/** Runs a program for real. A signal to this process stops the run in order, a second one kills it; nothing of the run is left when this resolves. */
export async function recordedRun(request: RunRequest, file: TextFile, hearers: readonly Hearer[], terminal: Terminal): Promise<Answer<Ran>> {
  const { engine, set, detail, observe, timeoutMs } = request
  if (engine === 'simulator') throw new Error('the simulator records nothing')
  if (file.file.endsWith('.prog')) return refuse(file.named, 'a model runs in the simulator only', '--engine simulator')
  if (engine === 'threads') {
    // the recorder would name the first problem only
    const program = programOf({ set: request.set }, file)
    if (!program.ok) return program
  }
  const python = request.python === null ? null : await interpreterPath(request.python, terminal.folder)
  const plan: Plan = {
    engine,
    path: file.path,
    source: file.text,
    set,
    detail,
    observe,
    python,
    arguments: request.arguments,
    folder: terminal.folder,
    timeoutMs,
    maxEvents,
    onDeadlock: 'end'
  }
  const ran = await follow(engine === 'threads' ? recordThreads : pythonRecorder(terminal.resources), plan, file.named, hearers, terminal)
  return request.compare && ran.ok ? answer({ ...ran.value, cost: await compared(ran.value, plan, terminal) }) : ran
}

/** The cost of a run beside the time of plain ones; only a run that came to its own end can be compared. */
async function compared({ status, cost }: Ran, plan: Plan, terminal: Terminal): Promise<RunCost | null> {
  if (cost === null) return null
  const without = (why: string): RunCost => ({ ...cost, words: `${cost.words}; not compared: ${why}` })
  if (status === 'failed') return without('the program failed, as one does that asks for input: it gets none')
  if (status !== 'finished') return without(`the run ended in ${status}`)
  const plain = await plainRun(plan, terminal.resources, plan.timeoutMs, terminal.stop)
  return plain.ok ? comparedCost(cost, plain.value.plainMs) : without(plain.problem.what.replace(/\.$/, ''))
}

async function follow(record: StartRecording, plan: Plan, named: string, hearers: readonly Hearer[], terminal: Terminal): Promise<Answer<Ran>> {
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
  return ranOf(builder, end, named)
}

function ranOf(builder: TraceBuilder | null, { problem, status, elapsedMs, cost = null }: RunEnd, named: string): Answer<Ran> {
  if (problem !== null) return { ok: false, complaints: [complaintOf(named, problem)] }
  if (builder === null) return refuse(named, `the run ended (${status}) before it began`, 'run it again')
  return answer({ trace: builder.trace(), status, schedule: null, steps: null, stuck: null, elapsedMs, cost })
}
