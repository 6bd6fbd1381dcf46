import { execFile } from 'node:child_process'

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

/** Asks an interpreter what it is; null when it does not answer like a Python within 20 s, which are ample for a busy machine. */
export function probePython(path: string): Promise<FoundPython | null> {
  return new Promise((resolve) => {
    execFile(path, ['-E', '-s', '-c', question], { timeout: 20_000, killSignal: 'SIGKILL', windowsHide: true }, (error, answer) => {
      const [executable, version, implementation, prefix] = error === null ? answer.split(/\r?\n/) : []
      if (!executable || !version || !implementation || !prefix) return resolve(null)
      resolve({ path: executable, version, implementation, prefix, refused: refusal(version, implementation) })
    })
  })
}

function refusal(version: string, implementation: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  if (major < 3 || (major === 3 && minor < 8)) return `Python ${version} is older than 3.8, the oldest that can be recorded`
  if (implementation !== 'cpython') return `${implementation} ${version} is not CPython, and only CPython can be recorded`
  return null
}
