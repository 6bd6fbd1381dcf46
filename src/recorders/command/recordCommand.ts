import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { basename, join } from 'node:path'
import type { RunStatus } from '../../core/trace/event'
import type { Problem } from '../../core/trace/problem'
import { pipeLines } from '../python/pipeLines'
import type { Listener, Plan, Recording, RunEnd, StartRecording } from '../recorder'
import { commandHeader } from './commandHeader'
import { costWords } from './costWords'
import { guardRun, kinsfolk } from './endCommand'
import { executableOf, launchCommand } from './launchCommand'
import { type LockLibrary, lockLibrary, whyNoLocks } from './lockLibrary'
import { type ObserverLine, observerLine } from './observerLine'

/** Looks a second when nobody says otherwise. */
const usualHz = 200
/** How long output that is still in the pipes may take after the end: a process that left the run may hold them open for ever. */
const pipesMs = 300
/** How long everybody must have been stuck until it is believed. */
const quietMs = 500

type Cause = 'stopped' | 'killed' | 'timeout' | 'deadlock'

/** What a person asked for, and who acts on it once the command runs. */
interface Request {
  act: ((cause: Cause) => void) | null
  cause: Cause | null
}

/**
 * Makes the recorder of commands: any program of this machine, as Linux shows it from outside. `worker`: the bundled entry `observerWorker.ts`; beside this code's
 * bundle, or one folder above it, when left out.
 */
export function commandRecorder(resources: string, worker = bundledWorker()): StartRecording {
  return (plan, listener) => {
    const request: Request = { act: null, cause: null }
    const ended = record(plan, listener, { resources, worker }, request)
    const ask = (cause: 'stopped' | 'killed') => async (): Promise<void> => {
      if (request.act === null) request.cause ??= cause
      else request.act(cause)
      await ended
    }
    return { ended, stop: ask('stopped'), kill: ask('killed') } satisfies Recording
  }
}

function bundledWorker(): string {
  const here = join(import.meta.dirname, 'observerWorker.js')
  return existsSync(here) ? here : join(import.meta.dirname, '..', 'observerWorker.js')
}

/** The app's folder of resources, and the worker's file. */
interface Places {
  readonly resources: string
  readonly worker: string
}

async function record(plan: Plan, listener: Listener, { resources, worker }: Places, request: Request): Promise<RunEnd> {
  const started = performance.now()
  const failed = (problem: Problem | null): RunEnd => ({
    status: problem === null ? (request.cause === 'stopped' || request.cause === 'killed' ? request.cause : 'failed') : 'failed',
    events: 0,
    dropped: 0,
    elapsedMs: performance.now() - started,
    problem
  })
  const problem = problemOf(plan)
  if (problem !== null) return failed(problem)
  const hz = plan.sampleHz ?? usualHz
  const executable = executableOf(plan.command?.[0] ?? '', plan.folder) ?? ''
  const refused = plan.locks ? whyNoLocks(executable, resources) : null
  const locksNote = refused === null ? null : `locks are seen by samples only: ${refused}`
  let library: LockLibrary | null = null
  let line: ObserverLine
  try {
    library = plan.locks && refused === null ? lockLibrary(resources, plan.maxEvents) : null
    line = await observerLine(worker, {
      hz,
      maxEvents: plan.maxEvents,
      maxBytes: plan.maxBytes ?? null,
      locks: library && { folder: library.folder, executable },
      locksNote
    })
  } catch (error) {
    return failed(noObserver(error))
  }
  try {
    if (request.cause !== null) return failed(null)
    return await follow(plan, hz, listener, line, request, started, library?.environment ?? {})
  } catch (error) {
    // the worker's own failure: the run was ended with it
    return failed(noObserver(error))
  } finally {
    await line.end()
    library?.tidy()
  }
}

const noObserver = (error: unknown): Problem => ({ at: 'the observer', what: `The run could not be observed: ${wordsOf(error)}.`, try: 'Record it again.' })

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Why a plan cannot be recorded. */
function problemOf({ command = [], folder, sampleHz = usualHz }: Plan): Problem | null {
  const [name] = command
  if (process.platform !== 'linux') {
    return {
      at: 'this system',
      what: 'Commands are observed by what Linux tells of processes; there is no such thing here.',
      try: 'Record a Python program instead, or use Linux.'
    }
  }
  if (name === undefined) return { at: 'the command', what: 'There is no command to run.', try: 'Say which program to run.' }
  if (!existsSync(folder)) return { at: folder, what: 'There is no such folder to run the command in.', try: 'Choose another folder.' }
  if (executableOf(name, folder) === null)
    return { at: name, what: 'There is no such program, or it may not be run.', try: 'Give its path, or make it executable.' }
  if (!(sampleHz >= 1 && sampleHz <= 2000)) return { at: 'the rate', what: `${sampleHz} looks a second are not possible.`, try: 'Choose 1 to 2000.' }
  return null
}

/** Runs the command and follows it to its end. */
async function follow(
  plan: Plan,
  hz: number,
  listener: Listener,
  line: ObserverLine,
  request: Request,
  started: number,
  environment: NodeJS.ProcessEnv
): Promise<RunEnd> {
  const { command = [] } = plan
  const { child, mark, release } = launchCommand(command, plan.folder, environment)
  const exited = new Promise<{ code: number; at: number }>((resolve) => {
    const done = (code: number): void => resolve({ code, at: Number(process.hrtime.bigint()) })
    child.once('error', () => done(-1))
    child.once('exit', (code, signal) => done(code ?? -(signal === null ? 0 : constants.signals[signal])))
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  for (const [number, pipe] of [child.stdout, child.stderr].entries()) {
    if (pipe) pipeLines(pipe, (text) => line.tell({ type: 'line', stream: number === 0 ? 1 : 2, at: Number(process.hrtime.bigint()), text }))
  }
  const pid = child.pid ?? -1
  const kin = kinsfolk(pid, mark)
  const guard = guardRun(pid, mark)
  let parked = false
  let frozen: Promise<void> | null = null
  let parking: NodeJS.Timeout | undefined

  function end(cause: Cause): void {
    request.cause ??= cause
    // whoever is stuck stays as it is: its recording would end with locks that were never released
    if (line.stuck !== 'nobody' && cause !== 'killed') frozen ??= line.freeze()
    if (frozen !== null) void frozen.then(() => kin.signal('SIGKILL'))
    else if (cause === 'stopped') void kin.endGently(exited)
    else kin.signal('SIGKILL')
  }

  line.hear({
    batch: (batch) => listener.batch(batch),
    fault: () => kin.signal('SIGKILL'),
    stuck(who) {
      clearTimeout(parking)
      const isStuck = who === 'all'
      if (!isStuck && parked) {
        parked = false
        listener.stage('running')
      }
      if (!isStuck) return
      parking = setTimeout(() => {
        if (request.cause !== null) return
        parked = true
        listener.stage('parked')
        if (plan.onDeadlock === 'end') end('deadlock')
      }, quietMs)
    }
  })
  listener.header(commandHeader(command, hz))
  await line.attach({ pid, name: basename(command[0] ?? '').slice(0, 15), command: command.join(' '), parent: process.pid })
  listener.stage('running')
  request.act = end
  if (request.cause !== null) end(request.cause)
  release()
  const limit = setTimeout(() => !parked && end('timeout'), plan.timeoutMs)
  const exit = await exited
  clearTimeout(limit)
  clearTimeout(parking)
  await kin.endAll()
  guard.end()
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, pipesMs))])
  for (const pipe of child.stdio) pipe?.destroy()
  const status = statusOf(request.cause, parked || line.stuck === 'all' || (frozen !== null && request.cause === 'timeout'), exit.code)
  const { told, left, cost } = await line.finish({ ...exit, status })
  return { status, events: told, dropped: left, elapsedMs: performance.now() - started, problem: null, cost: { words: costWords(cost, hz) } }
}

/** Deadlock before time limit; what a person ended is theirs, unless nobody could go on anyway. */
function statusOf(cause: Cause | null, stuck: boolean, code: number): RunStatus {
  if (cause === 'deadlock' || (cause !== null && stuck)) return 'deadlock'
  if (cause !== null) return cause
  return code === 0 ? 'finished' : 'failed'
}
