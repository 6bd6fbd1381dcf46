import { homedir } from 'node:os'
import { join } from 'node:path'
import { BrowserWindow, MessageChannelMain, type WebContents } from 'electron'
import { failure, type Result, success } from '../core/trace/problem'
import type { Plan, RunEnd } from '../recorders/recorder'
import type { Consent } from './consent'
import type { GivenFiles } from './files'
import { type HostProcess, spareHosts } from './hostProcess'
import type { Handlers } from './ipc'
import { whenGone } from './leaving'
import { pythonOfLate } from './pythonOfLate'
import { type RunFolders, programFile } from './runFolders'
import { checks } from './checks'
import { readCapped } from './readCapped'
import { systemProblem } from './systemProblem'
import { writeWhole } from './writeWhole'

type Answers = Pick<Handlers, 'record:prepare' | 'record:start' | 'record:stop' | 'record:kill' | 'record:mark' | 'record:check' | 'record:save'>
type Asked = Parameters<Handlers['record:start']>[0]

/** What recordings need from the rest of main. */
export interface RecordingNeeds {
  /** Entry file of the recording host. */
  readonly hostEntry: string
  readonly resources: string
  readonly folders: RunFolders
  readonly files: GivenFiles
  readonly consent: Consent
}

/** All recordings of this app. */
export interface Recordings {
  readonly answers: Answers
  /** Waits for the end of a run of this session; null when it was not closed properly, or there is no such run. */
  ended(run: number): Promise<EndedRun | null>
  /** Whether a program is being recorded now. */
  isRecording(): boolean
  /** Ends every run, and resolves when no host is left. */
  endAll(): Promise<void>
}

/** A run that is over: what was asked for, and what came of it. */
export interface EndedRun {
  readonly plan: Plan
  readonly end: RunEnd
}

interface Run {
  readonly host: HostProcess
  readonly file: string
  readonly asker: WebContents
}

/** Runs programs for real, each in a host process of its own. A run ends with its window, its page and the app. */
export function recordings(needs: RecordingNeeds): Recordings {
  const runs = new Map<number, Run>()
  const files = new Map<number, string>()
  const ended = new Map<number, EndedRun>()
  /** Runs that a person asked to end: one whose process must be forced is not lost. */
  const toEnd = new Set<number>()
  const hosts = spareHosts(needs.hostEntry)
  const python = pythonOfLate()
  let last = 0
  let isEnding = false

  const begin = async (asked: Asked, asker: WebContents): Promise<Result<{ run: number }>> => {
    const run = ++last
    hosts.prepare()
    // asked while the host starts
    const best = asked.engine === 'python' && asked.python === null ? python.recall() : null
    const folder = await needs.folders.make(run)
    const file = join(folder, 'recording.arrows')
    const planned = await planOf(asked, folder)
    const plan = { ...planned, python: (await best)?.path ?? planned.python }
    const { port1, port2 } = new MessageChannelMain()
    const host = hosts.begin({ type: 'start', plan, file, resources: needs.resources }, port1)
    runs.set(run, { host, file, asker })
    files.set(run, file)
    asker.postMessage('record:port', { run }, [port2])
    void host.gone.then((end) => {
      runs.delete(run)
      if (end !== null) ended.set(run, { plan, end })
      // not before: starting a process would disturb what is measured
      if (!isEnding && runs.size === 0) hosts.prepare()
      if (end === null && !asker.isDestroyed()) asker.send('record:lost', { run, file, wanted: toEnd.has(run) })
    })
    // a crash or a reload of the page leaves nobody to hear the run
    const stay = whenGone(asker, () => void host.stop())
    void host.gone.then(stay)
    return success({ run })
  }

  const answers: Answers = {
    'record:start': async (asked, asker) => {
      const refused = await refusal(asked, asker, needs)
      if (refused) return refused
      try {
        return await begin(asked, asker)
      } catch (error) {
        return systemProblem('the folder of recordings', error)
      }
    },
    'record:stop': async ({ run }) => {
      toEnd.add(run)
      await runs.get(run)?.host.stop()
      return null
    },
    'record:kill': async ({ run }) => {
      toEnd.add(run)
      await runs.get(run)?.host.kill()
      return null
    },
    'record:mark': ({ run, text }) => {
      runs.get(run)?.host.mark(text)
      return null
    },
    'record:prepare': async () => {
      hosts.prepare()
      await python.find()
      return null
    },
    'record:check': (asked) => checks(asked, python.find),
    'record:save': ({ run, name, path }, asker) => save(files.get(run), name, path, asker, needs.files)
  }
  const endAll = async (): Promise<void> => {
    isEnding = true
    await Promise.all([...[...runs.values()].map(({ host }) => host.stop()), hosts.end()])
  }
  const untilEnded = async (run: number): Promise<EndedRun | null> => {
    // the window hears of the end before the process is gone
    await runs.get(run)?.host.gone
    return ended.get(run) ?? null
  }
  return { answers, ended: untilEnded, isRecording: () => runs.size > 0, endAll }
}

async function refusal(asked: Asked, asker: WebContents, { files, consent }: RecordingNeeds): Promise<Result<never> | null> {
  if (!isFileName(asked.file)) return failure(asked.file, 'This is not the name of a file.', 'Give a name without a folder.')
  if (asked.folder && !files.isFolder(asked.folder)) return failure(asked.folder, 'This folder was not chosen in this window.', 'Choose it again.')
  if (asked.engine === 'command') return agreement(asked.command?.join(' ') ?? '')
  if (asked.path === null) return null
  if (!files.has(asked.path)) return failure(asked.path, 'This file was not opened in this window.', 'Open it first.')
  return agreement(asked.path)

  async function agreement(path: string): Promise<Result<never> | null> {
    const window = BrowserWindow.fromWebContents(asker)
    const agreed = window !== null && (await consent(window, { path, source: asked.source, engine: asked.engine }))
    return agreed ? null : failure(asked.file, 'The program was not run.', 'Press Run again and agree.')
  }
}

const isFileName = (name: string): boolean => !/[/\\\0]/.test(name) && name !== '.' && name !== '..'

async function planOf(asked: Asked, folder: string): Promise<Plan> {
  const { engine, file, path, source, set, detail, observe, python, timeoutMs, maxEvents, command, sampleHz, locks, gil, maxBytes, folder: chosen } = asked
  const limits = { timeoutMs, maxEvents, ...(maxBytes === undefined ? {} : { maxBytes }) }
  const how = { engine, source, set, detail, observe, python, arguments: asked.arguments ?? [], ...limits, onDeadlock: 'park' } as const
  if (engine === 'command')
    return { ...how, command: command ?? [], sampleHz: sampleHz ?? 200, locks: locks ?? false, path: command?.[0] ?? '', folder: chosen ?? homedir() }
  const program = await programFile(folder, { file, path, source })
  return { ...how, gil: engine === 'python' && gil === true, path: program.path, folder: chosen ?? program.folder }
}

async function save(
  from: string | undefined,
  name: string,
  path: string | null,
  asker: WebContents,
  files: GivenFiles
): Promise<Result<{ path: string } | null>> {
  if (from === undefined) return failure(name, 'There is no such recording in this session.', 'Record again.')
  const target = path !== null && files.has(path) ? path : await files.askWhere(asker, 'arrows', name)
  if (target === null) return success(null)
  const read = await readCapped(from, Number.MAX_SAFE_INTEGER)
  if (!read.ok) return read
  try {
    await writeWhole(target, read.value)
  } catch (error) {
    return systemProblem(target, error)
  }
  await files.saved(target)
  return success({ path: target })
}
