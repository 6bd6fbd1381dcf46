import { spawn } from 'node:child_process'
import { killOffspring, whenStill } from './whenStill'

/** A Python of this machine. */
export interface FoundPython {
  /** What to start: the interpreter's own word for itself, so shims are looked through. */
  readonly path: string
  /** `3.11.7`, with a `t` behind when it runs without a GIL. */
  readonly version: string
  /** `cpython`, `pypy`, … */
  readonly implementation: string
  /** Null when the lab can record with it, else why not. */
  readonly refused: string | null
  /** Where its packages are: tells two environments of one interpreter apart. */
  readonly prefix: string
}

// runs on any Python since 2.6, so that old ones can be named
const question = `
import sys
name = getattr(getattr(sys, 'implementation', None), 'name', 'cpython')
gil = getattr(sys, '_is_gil_enabled', lambda: True)()
print('\\n'.join([sys.executable, '.'.join(str(n) for n in sys.version_info[:3]) + ('' if gil else 't'), name, sys.prefix]))
`

/** How long an answer may take, milliseconds: ample for a busy machine. */
const patienceMs = 20_000
/** How long an answer may be: what says more is no Python. */
const longestAnswer = 65_536

/**
 * Asks an interpreter what it is; null when it does not answer like a Python, does nothing for 3 s (Linux), or takes more than 20 s. `cancel` ends the asking at
 * once, with null.
 */
export function probePython(path: string, cancel?: AbortSignal): Promise<FoundPython | null> {
  if (cancel?.aborted === true) return Promise.resolve(null)
  return new Promise((resolve) => {
    const child = spawn(path, ['-E', '-s', '-c', question], { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true, detached: process.platform !== 'win32' })
    let answer = ''
    const stopWatching = whenStill(child.pid, giveUp)
    const limit = setTimeout(giveUp, patienceMs)

    function end(found: FoundPython | null): void {
      stopWatching()
      clearTimeout(limit)
      cancel?.removeEventListener('abort', giveUp)
      resolve(found)
    }

    /** What it started may hold the pipe open, so its end is not waited for. */
    function giveUp(): void {
      killOffspring(child)
      child.stdout.destroy()
      end(null)
    }

    child.on('error', () => end(null))
    child.on('close', (code) => end(code === 0 ? understood(answer) : null))
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      answer += text
      if (answer.length > longestAnswer) giveUp()
    })
    cancel?.addEventListener('abort', giveUp)
  })
}

function understood(answer: string): FoundPython | null {
  const [executable, version, implementation, prefix] = answer.split(/\r?\n/)
  if (!executable || !version || !implementation || !prefix) return null
  return { path: executable, version, implementation, prefix, refused: refusal(version, implementation) }
}

function refusal(version: string, implementation: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  if (major < 3 || (major === 3 && minor < 8)) return `Python ${version} is older than 3.8, the oldest that can be recorded`
  if (implementation !== 'cpython') return `${implementation} ${version} is not CPython, and only CPython can be recorded`
  return null
}
