import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { runMark } from './endCommand'

/** A shell that waits to become the command. */
export interface LaunchedCommand {
  readonly child: ChildProcess
  /** What marks the processes of this run. */
  readonly mark: string
  /** Lets it become the command. */
  release(): void
}

/** The shell itself goes without what is to be loaded in front of the command. Where the lab is gone before it has said so, nothing is run: nobody would end it. */
const script = `read -r go <&3 || exit 1
exec 3<&-
if [ -n "$LAB_PRELOAD" ]; then LD_PRELOAD=$LAB_PRELOAD; export LD_PRELOAD; unset LAB_PRELOAD; fi
exec "$@"`

/** Starts a shell, leader of its own session, that becomes the command as soon as it is released, and never otherwise: so nothing of the command runs unobserved. */
export function launchCommand(command: readonly string[], folder: string, environment: NodeJS.ProcessEnv): LaunchedCommand {
  const mark = randomUUID()
  const child = spawn('/bin/sh', ['-c', script, 'sh', ...command], {
    cwd: folder,
    env: { ...process.env, ...environment, [runMark]: mark },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe']
  })
  const gate = child.stdio[3] as Writable | null
  gate?.on('error', () => {})
  return { child, mark, release: () => gate?.end('go\n') }
}

/** The file that a command names, as a shell would find it; null when there is none that may be run. */
export function executableOf(name: string, folder: string): string | null {
  const paths = name.includes('/')
    ? [isAbsolute(name) ? name : resolve(folder, name)]
    : (process.env['PATH'] ?? '').split(delimiter).map((place) => join(resolve(folder, place), name))
  return paths.find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
