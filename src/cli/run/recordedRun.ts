import { isModel } from '../../core/notation/compileFile'
import type { Plan } from '../../recorders/recorder'
import { recorderOf } from '../../recorders/recorderOf'
import { type Answer, answer, refuse } from '../complaint'
import type { TextFile } from '../readText'
import type { Terminal } from '../terminal'
import { programOf } from '../programOf'
import { comparedCost } from './comparedCost'
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
  return answer(request.compare ? { ...ran, cost: await comparedCost(ran, plan, terminal) } : ran)
}
