import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { failure, type Result, success } from '../../core/trace/problem'
import { guardRun, kinsfolk, runMark } from '../command/endCommand'
import type { Plan } from '../recorder'
import { endFamily, isTracker } from './endFamily'
import { signalGroup, untilGroupIsGone } from './endProcess'
import { bestPython } from './findPythons'
import { isDirect, privateFolder } from './launch'

/** How often a program runs without a recorder; the median counts. */
const runs = 3
/** A run that takes longer than this, milliseconds, is watched over: it may not outlive a lab that is killed. Starting a watch would disturb a shorter one. */
const unwatchedMs = 200

/** How long a program takes without a recorder. */
export interface PlainRun {
  /** From start to end, milliseconds: the median. */
  readonly plainMs: number
  readonly runs: number
}

/**
 * Runs a plan's program three times as it is, with the same interpreter, arguments, folder and constants, and nobody listening. A program that does not end by itself
 * within `limitMs`, or that fails (one that asks for input does: it gets none), cannot be compared, and the problem says so.
 */
export async function plainRun(plan: Plan, resources: string, limitMs: number, signal?: AbortSignal): Promise<Result<PlainRun>> {
  const python = plan.python ?? (await bestPython())?.path
  if (python === undefined) return failure('Python', 'There is no CPython 3.8 or later on this machine.', 'Install one from python.org.')
  const folder = privateFolder()
  try {
    const times: number[] = []
    while (times.length < runs) {
      const time = await once(python, words(plan, resources, folder), plan.folder, limitMs, signal)
      if (typeof time === 'string') return failure(basename(plan.path), `Without the lab ${time}.`, 'Compare a program that comes to its end by itself.')
      times.push(time)
    }
    return success({ plainMs: times.toSorted((a, b) => a - b)[runs >> 1] ?? Number.NaN, runs })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The file itself where it is what runs; else its text under its name. */
function words(plan: Plan, resources: string, folder: string): string[] {
  if (isDirect({ ...plan, detail: 'sync' })) return [plan.path, ...plan.arguments]
  const settings = join(folder, 'settings')
  writeFileSync(settings, JSON.stringify({ source: plan.source, set: plan.set }), { mode: 0o600 })
  return [join(resources, 'python', 'plain.py'), settings, plan.path, ...plan.arguments]
}

/** Milliseconds of one run, or why there are none. Nothing of it is left when this resolves. */
async function once(python: string, line: readonly string[], folder: string, limitMs: number, signal?: AbortSignal): Promise<number | string> {
  if (signal?.aborted) return 'it was stopped'
  const mark = randomUUID()
  const environment = { ...process.env, [runMark]: mark }
  const begun = performance.now()
  const child = spawn(python, line, {
    cwd: folder,
    env: environment,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true
  })
  const kin = process.platform === 'linux' && child.pid !== undefined ? kinsfolk(child.pid, mark, isTracker) : null
  let why: string | null = null
  const end = (reason: string) => (): void => {
    why ??= reason
    if (kin === null) signalGroup(child, 'SIGKILL')
    else kin.signal('SIGKILL')
  }
  const limit = setTimeout(end(`it did not end within ${Math.round(limitMs / 1000)} s`), limitMs)
  let guard: { end(): void } | null = null
  const watch = setTimeout(() => {
    if (kin !== null && child.pid !== undefined) guard = guardRun(child.pid, mark)
  }, unwatchedMs)
  const stop = end('it was stopped')
  signal?.addEventListener('abort', stop)
  // heard and thrown away: a pipe that nobody empties would stop the program
  child.stdout.resume()
  child.stderr.resume()
  const result = await new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(`it could not be started: ${error.message}`))
    child.once('exit', (code) => resolve(code === 0 ? performance.now() - begun : `it ended with ${code ?? 'a signal'}`))
  })
  clearTimeout(limit)
  clearTimeout(watch)
  signal?.removeEventListener('abort', stop)
  if (kin === null) {
    signalGroup(child, 'SIGKILL')
    await untilGroupIsGone(child)
  } else await endFamily(child, mark, kin)
  ;(guard as { end(): void } | null)?.end()
  for (const pipe of child.stdio) pipe?.destroy()
  return why ?? result
}
