import { isModel } from '../../core/notation/compileFile'
import { comparedCost } from '../../recorders/python/cost'
import { plainRun } from '../../recorders/python/plainRun'
import type { Plan, RunCost } from '../../recorders/recorder'
import { recorderOf } from '../../recorders/recorderOf'
import { type Answer, answer, refuse } from '../complaint'
import type { TextFile } from '../readText'
import type { Terminal } from '../terminal'
import { programOf } from '../programOf'
import { watchRun } from './watchRun'
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
  if (isModel(file.file)) return refuse(file.named, 'a model runs in the simulator only', '--engine simulator')
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
  const run = await watchRun(recorderOf(engine, terminal.resources), plan, file.named, hearers, terminal)
  if (!run.ok) return run
  const { trace, end } = run.value
  const { status, elapsedMs, cost = null } = end
  const ran: Ran = { trace, status, schedule: null, steps: null, stuck: null, elapsedMs, cost }
  return answer(request.compare ? { ...ran, cost: await compared(ran, plan, terminal) } : ran)
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
