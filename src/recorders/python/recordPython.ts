import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { constants, tmpdir } from 'node:os'
import type { RunStatus } from '../../core/trace/event'
import type { Problem } from '../../core/trace/problem'
import type { Listener, Plan, Recording, RunEnd, StartRecording } from '../recorder'
import { guardRun, kinsfolk } from '../command/endCommand'
import { endFamily, isTracker } from './endFamily'
import { endGently, signalGroup, untilGroupIsGone } from './endProcess'
import { bestPython } from './findPythons'
import { type Launched, launch } from './launch'
import { type LiveRun, liveRun } from './liveRun'
import { costOf } from './cost'
import { lastWords } from './lastWords'
import { pipeLines } from './pipeLines'
import { probePython } from './probePython'
import { stillMs, whenStill } from './whenStill'

/** How often new records are looked for. */
const everyMs = 20
/** How long an interpreter may take until the program's first line. */
const patienceMs = 20_000
/** How much may be said before that line, characters: what says more is no Python, and is not listened to until it has filled the memory. */
const longestPrelude = 1 << 24
/** How long output that is still in the pipes may take after the end: a process that left the group may hold them open for ever. */
const pipesMs = 300

/** Why a run is made to end from here. */
type Cause = 'stopped' | 'killed' | 'timeout' | 'deadlock' | 'stillborn' | 'asleep' | 'babbling'

/** How a child ended. */
interface Exit {
  readonly code: number
  readonly error: Error | null
  /** When, by `performance.now`. */
  readonly at: number
}

/** Makes the recorder of real Python runs; `resources` is the app's folder of that name, with the tracer in its `python`. */
export function pythonRecorder(resources: string): StartRecording {
  return (plan, listener) => {
    const request: Request = { act: null, cause: null, asking: new AbortController() }
    const ended = record(plan, listener, resources, request)
    const ask = (cause: 'stopped' | 'killed') => async (): Promise<void> => {
      request.cause ??= cause
      request.asking.abort()
      request.act?.(cause)
      await ended
    }
    return { ended, stop: ask('stopped'), kill: ask('killed') } satisfies Recording
  }
}

/** What a person asked for, and who acts on it once the program runs. */
interface Request {
  act: ((cause: 'stopped' | 'killed') => void) | null
  cause: Cause | null
  /** Aborted when interpreters need not be asked any more. */
  readonly asking: AbortController
}

async function record(plan: Plan, listener: Listener, resources: string, request: Request): Promise<RunEnd> {
  const started = performance.now()
  const failed = (problem: Problem | null): RunEnd => ({
    status: request.cause === 'stopped' || request.cause === 'killed' ? request.cause : 'failed',
    events: 0,
    dropped: 0,
    elapsedMs: performance.now() - started,
    problem
  })
  const python = plan.python ?? (await bestPython(undefined, request.asking.signal))?.path ?? null
  if (python === null) {
    if (request.cause !== null) return failed(null)
    return failed({
      at: 'Python',
      what: 'There is no CPython 3.8 or later on this machine.',
      try: 'Install one from python.org, or run the program on another engine.'
    })
  }
  if (request.cause !== null) return failed(null)
  if (!existsSync(plan.folder))
    return failed({ at: plan.folder, what: 'There is no such folder to run the program in.', try: 'Save the program first, or choose another folder.' })
  let launched: Launched
  try {
    launched = launch(plan, python, resources)
  } catch (error) {
    return failed({
      at: plan.path,
      what: `The run could not be prepared: ${wordsOf(error)}.`,
      try: `Make sure that there is room in ${tmpdir()}, the folder for temporary files.`
    })
  }
  const run = liveRun(plan, launched.records, launched.command, listener, () => process.platform !== 'win32' && launched.clear())
  const spawned = performance.now()
  const { status, exit } = await watch(plan, launched, run, listener, request)
  const problem = run.begun ? null : (run.problem ?? (await whyNot(python, plan, exit, request)))
  const { dropped } = run
  run.close()
  launched.tidy()
  if (problem !== null) return failed(request.cause === 'stopped' || request.cause === 'killed' ? null : problem)
  const { told } = run.teller
  return { status, events: told, dropped, elapsedMs: performance.now() - started, problem: null, cost: costOf(run.perEventNs, told, exit.at - spawned) }
}

/** Follows a run to its end, and gives how it ended. */
async function watch(plan: Plan, { child, mark }: Launched, run: LiveRun, listener: Listener, request: Request): Promise<{ status: RunStatus; exit: Exit }> {
  let parked = false
  const last = lastWords()
  let guard: { end(): void } | null = null
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', (error) => resolve({ code: -1, error, at: performance.now() }))
    child.once('exit', (code, signal) => resolve({ code: code ?? -(signal === null ? 0 : constants.signals[signal]), error: null, at: performance.now() }))
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  for (const stream of ['stdout', 'stderr'] as const) {
    const pipe = child[stream]
    if (pipe === null) continue
    pipeLines(pipe, (line) => {
      if (!run.begun) listenBefore(line)
      run.heard(stream, line)
    })
  }

  const kin = process.platform === 'linux' && child.pid !== undefined ? kinsfolk(child.pid, mark, isTracker) : null

  /** All stop before the first of them ends: else its kin would find their pipes broken, and the recording would end with what they did then. */
  function killAll(): void {
    for (const signal of ['SIGSTOP', 'SIGKILL'] as const) {
      if (kin !== null) kin.signal(signal)
      else if (signal === 'SIGKILL' || process.platform !== 'win32') signalGroup(child, signal)
    }
  }

  function end(cause: Cause): void {
    request.cause ??= cause
    // whoever is parked stays as it is: a gentle signal would unwind it, and the recording would end with locks that were never released
    if (cause === 'stopped' && !parked) void endGently(child, exited)
    else killAll()
  }

  /** What comes before the first line, or before we know of that. */
  function listenBefore(line: string): void {
    last.hear(line)
    if (last.length < longestPrelude || request.cause !== null) return
    run.poll(false)
    if (!run.begun) end('babbling')
  }

  function look(): void {
    run.poll(false)
    if (run.begun) stopWatching()
    // whoever leaves the group would outlive a lab that is killed without a word
    if (run.hasFamily && process.platform === 'linux' && child.pid !== undefined) guard ??= guardRun(child.pid, mark)
    const stuck = run.isStandstill()
    if (stuck === parked || request.cause !== null) return
    parked = stuck
    listener.stage(stuck ? 'parked' : 'running')
    if (stuck && plan.onDeadlock === 'end') end('deadlock')
  }

  request.act = end
  if (request.cause === 'stopped' || request.cause === 'killed') end(request.cause)
  const looking = setInterval(look, everyMs)
  const limit = setTimeout(() => !parked && end('timeout'), plan.timeoutMs)
  const birth = setTimeout(() => !run.begun && end('stillborn'), patienceMs)
  const stopWatching = whenStill(child.pid, () => !run.begun && end('asleep'))
  const exit = await exited
  clearInterval(looking)
  clearTimeout(limit)
  clearTimeout(birth)
  stopWatching()
  killAll()
  // also those that have left its group, where they can be found
  if (kin === null) await untilGroupIsGone(child)
  else await endFamily(child, mark, kin)
  ;(guard as { end(): void } | null)?.end()
  if (exit.error === null) await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, pipesMs))])
  // and whoever holds them open still must not keep us
  for (const pipe of child.stdio) pipe?.destroy()
  run.poll(true)
  const status = statusOf(request.cause, parked, run, exit)
  if (run.begun) run.end(exit.code, exit.at, exit.code >= 0 && !parked, status)
  return { status, exit: last.words !== null && exit.error === null ? { ...exit, error: new Error(last.words) } : exit }
}

/** Deadlock before failure before time limit; what a person ended is theirs, unless nobody could go on anyway. */
function statusOf(cause: Cause | null, parked: boolean, run: LiveRun, exit: Exit): RunStatus {
  if (parked || cause === 'deadlock') return 'deadlock'
  if (cause === 'stopped' || cause === 'killed') return cause
  if (cause === 'timeout' && run.hasRing()) return 'deadlock'
  if (run.teller.failed) return 'failed'
  if (cause === 'timeout') return 'timeout'
  return exit.code === 0 ? 'finished' : 'failed'
}

/** Why the program's first line was never reached. */
async function whyNot(python: string, plan: Plan, { code, error }: Exit, { cause, asking }: Request): Promise<Problem> {
  const another = 'Choose another Python.'
  if (cause === 'asleep') return { at: python, what: `This Python was started and then did nothing for ${stillMs / 1000} s.`, try: another }
  if (cause === 'stillborn') return { at: python, what: `This Python did not come to the program’s first line within ${patienceMs / 1000} s.`, try: another }
  const found = await probePython(python, asking.signal)
  if (found === null) return { at: python, what: 'This is no Python that can be started.', try: another }
  if (found.refused !== null) return { at: python, what: `${found.refused}.`, try: another }
  // without the tracer a program that runs as it stands runs all the same, and nobody hears of it
  if (code === 0)
    return {
      at: python,
      what: `Python ${found.version} came to its end without the tracer of the lab.`,
      try: 'Choose a Python that is not started with -S, -E or -I and keeps its environment.'
    }
  const last = error === null ? '' : `, and said: ${error.message}`
  return { at: basename(plan.path), what: `Python ${found.version} ended with ${code} before the first line${last}.`, try: another }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
