import { setImmediate } from 'node:timers/promises'
import type { OutputLine } from '../../core/simulator/state/pools'
import { type Run, startRun } from '../../core/simulator/run'
import { random, replay, roundRobin, type Scheduler } from '../../core/simulator/scheduler'
import { type Result, success } from '../../core/trace/problem'
import { toolVersion } from '../../recorders/toolVersion'
import { type Answer, answer, complaintOf } from '../complaint'
import type { TextFile } from '../readText'
import type { Terminal } from '../terminal'
import { programOf } from '../programOf'
import { deadlockedThreads } from './deadlockedThreads'
import type { Ran } from './ran'
import type { RunRequest, Scheduling } from './runRequest'
import { withoutAccesses } from './withoutAccesses'

/** Steps between two looks at the clock, a few milliseconds. */
const stepsAtOnce = 2_000
/** A run of so many steps is ended as if by the time limit: the trace of more would not fit into memory. */
const mostSteps = 10_000_000
/** How long the event loop waits for its turn: signals are heard, and lines are passed on, so often. */
const turnMs = 200

/** Runs a program in the simulator, to its end or the time limit; printed lines are passed on on the way. */
export async function simulatedRun(
  request: RunRequest,
  file: TextFile,
  pass: (lines: readonly OutputLine[]) => void,
  terminal: Terminal
): Promise<Answer<Ran>> {
  const program = programOf({ set: request.set }, file)
  if (!program.ok) return program
  const scheduler = schedulerFor(request.scheduling)
  if (!scheduler.ok) return { ok: false, complaints: [complaintOf(file.named, scheduler.problem)] }
  const began = performance.now()
  const run = startRun(program.value, { tool: toolVersion, set: request.set })
  const played = await play(run, scheduler.value, began + request.timeoutMs, pass, terminal.stop)
  if (!played.ok) return { ok: false, complaints: [complaintOf(file.named, played.problem)] }
  const elapsedMs = performance.now() - began
  const whole = run.trace()
  const trace = request.detail === 'sync' ? withoutAccesses(whole) : whole
  const status = trace.status ?? 'stopped'
  return answer({ trace, status, schedule: run.schedule(), steps: run.steps, stuck: deadlockedThreads(run), elapsedMs, cost: null })
}

async function play(run: Run, scheduler: Scheduler, deadline: number, pass: (lines: readonly OutputLine[]) => void, stop: AbortSignal): Promise<Result<null>> {
  let told = 0
  const tell = (): void => {
    const lines = run.output()
    pass(lines.slice(told))
    told = lines.length
  }
  for (let turn = performance.now() + turnMs; ; ) {
    const taken = run.play(scheduler, stepsAtOnce)
    if (!taken.ok) return taken
    const now = performance.now()
    // both leave a run that is over by itself alone
    if (stop.aborted) run.end('stopped')
    if (now >= deadline || run.steps >= mostSteps) run.end(limitStatus(run))
    const isOver = run.status() !== 'running'
    if (isOver || now >= turn) tell()
    if (isOver) return success(null)
    if (now < turn) continue
    await setImmediate()
    turn = performance.now() + turnMs
  }
}

/** A deadlock beats a failure, a failure beats the time limit. */
function limitStatus(run: Run): 'deadlock' | 'failed' | 'timeout' {
  if (deadlockedThreads(run).length > 0) return 'deadlock'
  return run.failures().length > 0 ? 'failed' : 'timeout'
}

function schedulerFor(scheduling: Scheduling): Result<Scheduler> {
  switch (scheduling.by) {
    case 'round-robin':
      return success(roundRobin())
    case 'seed':
      return success(random(scheduling.seed))
    case 'schedule':
      return replay(scheduling.text)
  }
}
