import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, ftruncateSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { runMark } from '../command/endCommand'
import type { Plan } from '../recorder'
import { bytecodeFolder } from './bytecodeFolder'
import { fileBytes } from './layout'

/** A program that was started with the tracer in front of it. */
export interface Launched {
  readonly child: ChildProcess
  /** The first process's file of records; those of its children come beside it. */
  readonly records: string
  /** What marks the processes of this run. */
  readonly mark: string
  /** What was started, for people. */
  readonly command: string
  /** Removes the files in the private folder, which nobody opens again; on POSIX an open file lives on without its name. */
  clear(): void
  /** Removes the private folder. */
  tidy(): void
}

/** How the private folders are called; then the number of the process that made it. */
const folders = 'concurrency-lab-run-'

/** Makes a private folder for a run. Whoever is killed before it removes its own leaves it to the next one's sweep. */
export function privateFolder(): string {
  sweep()
  return mkdtempSync(join(tmpdir(), `${folders}${process.pid}-`))
}

/** The number of the descriptor that tells the program that the lab is gone. */
const guard = 3

/** Whether a copy with probes or other parameters runs instead of the text. */
export const isRewritten = (plan: Plan): boolean => plan.detail === 'access' || Object.keys(plan.set).length > 0

/** Whether the file itself runs, and not a text in its name. */
export const isDirect = (plan: Plan): boolean => !isRewritten(plan) && isOnDisk(plan)

/** Starts a plan's program under an interpreter. What cannot be started says so by the child's `error` event. */
export function launch(plan: Plan, python: string, resources: string): Launched {
  const folder = privateFolder()
  try {
    return launchIn(folder, plan, python, resources)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

function launchIn(folder: string, plan: Plan, python: string, resources: string): Launched {
  const records = join(folder, 'records')
  const file = openSync(records, 'wx', 0o600)
  ftruncateSync(file, fileBytes(plan.maxEvents))
  closeSync(file)
  const tracer = join(resources, 'python')
  const mark = randomUUID()
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    PYTHONPATH: [tracer, ...(process.env['PYTHONPATH'] ? [process.env['PYTHONPATH']] : [])].join(delimiter),
    LAB_PYTHONPATH: process.env['PYTHONPATH'] ?? '',
    LAB_RECORDS: records,
    LAB_FILE: plan.path,
    LAB_BYTECODE: bytecodeFolder(process.platform, process.env),
    LAB_GUARD: String(guard),
    [runMark]: mark,
    ...(plan.gil ? { LAB_GIL: '1' } : {})
  }
  const direct = isDirect(plan)
  if (!direct) Object.assign(environment, fromText(plan, folder))
  const words = [direct ? plan.path : join(tracer, 'run.py'), ...plan.arguments]
  const child = spawn(python, words, {
    cwd: plan.folder,
    env: environment,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true
  })
  const tidy = (): void => rmSync(folder, { recursive: true, force: true })
  const clear = (): void => {
    for (const name of ['records', 'source']) rmSync(join(folder, name), { force: true })
  }
  return { child, records, mark, clear, command: [python, plan.path, ...plan.arguments].join(' '), tidy }
}

/** Removes what labs left that were killed between a run's first file and the program's first line. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(folders) ? Number(name.slice(folders.length).split('-')[0]) : 0
    if (!(owner > 0 && isGone(owner))) continue
    try {
      // a young one may belong to a process that cannot be seen from here, in another container
      if (Date.now() - statSync(join(tmpdir(), name)).mtimeMs > 60_000) rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch {
      // somebody else's, or already gone
    }
  }
}

function isGone(owner: number): boolean {
  try {
    process.kill(owner, 0)
    return false
  } catch (error) {
    // a process of somebody else is there, and so is its folder
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

function isOnDisk(plan: Plan): boolean {
  try {
    return readFileSync(plan.path, 'utf8') === plan.source
  } catch {
    return false
  }
}

function fromText(plan: Plan, folder: string): NodeJS.ProcessEnv {
  // a file may be written in any encoding: unless its text was edited, it is read as Python reads it
  const isFile = isOnDisk(plan)
  const text = isFile ? plan.path : join(folder, 'source')
  if (!isFile) writeFileSync(text, plan.source, { mode: 0o600 })
  return { LAB_SOURCE: text, LAB_DETAIL: plan.detail, LAB_OBSERVE: plan.observe, LAB_SET: JSON.stringify(plan.set) }
}
