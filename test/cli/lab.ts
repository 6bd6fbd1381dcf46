import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { pythons } from '../recorders/python/pythons'

/** Where the programs of these tests lie. */
export const programs = resolve(import.meta.dirname, 'programs')
/** The command line's own entry. */
export const script = resolve(import.meta.dirname, '../../scripts/lab.mjs')

// the same python3 without a version manager's shim in front of it, which takes longer to start than the interpreter
const path = [...pythons.slice(0, 1).map((python) => dirname(python.path)), process.env['PATH']].join(delimiter)

/** What a command left: its exit code (or signal) and its two streams. */
export interface Left {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** stdout as the JSON document that it must be. */
  json(): unknown
}

/** Starts the real command line as its own process; `folder` is where the person stands. */
export function startLab(words: readonly string[], folder = programs, environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [script, ...words], {
    env: { ...process.env, PATH: path, INIT_CWD: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const left = new Promise<Left>((done) => {
    child.once('close', (code) => done({ code, out, err, json: () => JSON.parse(out) }))
  })
  return { child, left, soFar: () => ({ out, err }) }
}

/** Runs one command to its end. */
export const lab = (words: readonly string[], folder?: string, environment?: Readonly<Record<string, string>>): Promise<Left> =>
  startLab(words, folder, environment).left

/** An empty folder that is gone after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
