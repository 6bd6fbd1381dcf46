import { constants, readFileSync } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import type { Answer, Check } from '../preload/contract'
import { executableOf } from '../recorders/command/launchCommand'
import { type FoundPython, probePython } from '../recorders/python/probePython'
import type { Handlers } from './ipc'

type Asked = Parameters<Handlers['record:check']>[0]

const good = (what: string): Check => ({ state: 'good', what, try: '' })
const bad = (what: string, tryThis: string): Check => ({ state: 'bad', what, try: tryThis })
const doubtful = (what: string, tryThis: string): Check => ({ state: 'doubtful', what, try: tryThis })

/** Looks at everything that a recording needs, before it begins: what is wrong, and what to try. `bestPython` finds the interpreter of those who choose none. */
export async function checks(asked: Asked, bestPython: () => Promise<FoundPython | null>): Promise<Answer<'record:check'>> {
  const found = await Promise.all([program(asked, bestPython), folder(asked), disk(asked)])
  return [...found.flat(), ...(asked.engine === 'command' ? observing() : [])]
}

async function program({ engine, python, command, path, folder: where }: Asked, bestPython: () => Promise<FoundPython | null>): Promise<Check[]> {
  if (engine === 'command') {
    const name = command?.[0] ?? ''
    const file = executableOf(name, where ?? homedir())
    return [file === null ? bad(`There is no program ${name} that may be run.`, 'Give its path, or make it executable.') : good(`Runs ${file}.`)]
  }
  const script = path === null ? [] : [await reachable(path, constants.R_OK, 'The script cannot be read any more.', 'Choose it again.')]
  if (engine === 'threads') return script.filter((one) => one !== null)
  const used = python === null ? await bestPython() : await probePython(python)
  const without = 'Install one from python.org, or record on real threads.'
  if (used === null) script.push(bad(python === null ? 'There is no CPython 3.8 or later here.' : `${python} is no Python that can be started.`, without))
  else if (used.refused !== null) script.push(bad(`${used.refused}.`, 'Choose another interpreter.'))
  else script.push(good(`Python ${used.version} works.`))
  return script.filter((one) => one !== null)
}

async function folder({ folder: chosen }: Asked): Promise<Check[]> {
  if (!chosen) return []
  const missing = await reachable(chosen, constants.R_OK | constants.X_OK, 'The working folder is gone, or may not be entered.', 'Choose another folder.')
  if (missing !== null) return [missing]
  const closed = await reachable(chosen, constants.W_OK, 'The working folder is read-only: a program that writes there will fail.', 'Choose another folder.')
  return [closed === null ? good('The working folder can be written to.') : { ...closed, state: 'doubtful' }]
}

const reachable = (path: string, mode: number, what: string, tryThis: string): Promise<Check | null> =>
  access(path, mode).then(
    () => null,
    () => bad(what, tryThis)
  )

// the recording and, of a Python run, the file of records beside it
const copies = 2

async function disk({ maxBytes }: Asked): Promise<Check[]> {
  if (maxBytes === undefined) return []
  const { bavail, bsize } = await statfs(tmpdir())
  const [free, wanted] = [bavail * bsize, copies * maxBytes]
  const mib = (bytes: number): string => `${Math.round(bytes / 1_048_576).toLocaleString('en')} MiB`
  if (free >= wanted) return [good(`${mib(free)} of disk are free.`)]
  return [doubtful(`Only ${mib(free)} of disk are free; this recording may take ${mib(wanted)}.`, 'Make room, or lower the limit of size.')]
}

function observing(): Check[] {
  if (process.platform !== 'linux')
    return [bad('Commands are observed by what Linux tells of processes; there is no such thing here.', 'Record a Python program instead.')]
  try {
    const scope = Number(readFileSync('/proc/sys/kernel/yama/ptrace_scope', 'utf8'))
    if (scope >= 2)
      return [doubtful('This system forbids looking into other processes (ptrace_scope): who owns a mutex will not be known.', 'Record with locks on.')]
  } catch {
    // a system without that rule
  }
  return [good('Processes of this system can be looked at.')]
}
