import { constants } from 'node:os'
import { resolve } from 'node:path'
import { commandLine } from './commandLine'
import { complaintLine } from './complaint'
import { exitCode } from './exitCode'
import { reason } from './readText'
import type { StopReason, Terminal } from './terminal'
import { whenAbandoned } from './whenAbandoned'

// The command line under plain Node. Everything that touches this process (streams, signals, exit code) is in this file.

const stop = new AbortController()
const kill = new AbortController()

// Ctrl-C reaches every process of the terminal, and npm passes its own on: the same wish, twice within a moment
const echoMs = 500
// 128 + SIGPIPE, also where the system has no such signal
const brokenPipe = 141
let asked = Number.NEGATIVE_INFINITY

function ask(signal: StopReason['signal']): void {
  const now = performance.now()
  const isEcho = now - asked < echoMs
  asked = now
  if (isEcho) return
  if (stop.signal.aborted) kill.abort()
  else stop.abort({ signal, exitCode: 128 + constants.signals[signal] } satisfies StopReason)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ask(signal))
whenAbandoned(() => ask('SIGTERM'))

// `… | head` closes the pipe early: nobody reads on, so the work ends, nothing is said about it, and the exit code is the one of any command that a closed pipe ends
let isUnheard = false
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return giveUp(stream)
    if (stream === process.stderr) process.exit(exitCode.wrongUse)
    // a full disk: what was found cannot be told, so nobody may take the exit code for it
    const [what, tryThis] = reason(error, terminal.folder)
    const words = complaintLine({ file: '', line: 0, column: 0, what: `cannot write its output: ${what}`, try: tryThis })
    process.stderr.write(words, () => process.exit(exitCode.wrongUse))
  })
}

function giveUp(stream: NodeJS.WriteStream): void {
  if (stop.signal.aborted) return
  if (stream === process.stdout) {
    isUnheard = true
    // also where the work was over before it could be told
    process.exitCode = brokenPipe
  }
  ask('SIGPIPE')
}

/** Ends the process where its folder has been removed: no path could be taken from there, and nothing could be started in it. */
function folderOfProcess(): string {
  try {
    return process.cwd()
  } catch {
    process.stderr.write(complaintLine({ file: '', line: 0, column: 0, what: 'the folder you are in is gone', try: 'change to another one' }))
    process.exit(exitCode.wrongUse)
  }
}

const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void (isUnheard || process.stderr.write(text)),
  width: process.stdout.columns ?? 100,
  // npm runs scripts in the project's folder and tells in INIT_CWD where the person stands
  folder: resolve(process.env.INIT_CWD || folderOfProcess()),
  resources: resolve(import.meta.dirname, '../../resources'),
  stop: stop.signal,
  kill: kill.signal
}

const code = await commandLine(process.argv.slice(2), terminal)
process.exitCode = isUnheard ? brokenPipe : code
