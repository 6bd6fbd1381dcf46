import type { RunStatus } from '../../core/trace/event'
import { type Command, json } from '../command'
import { type Answer, answer, refuse } from '../complaint'
import { exitCode } from '../exitCode'
import { readProgram } from '../readProgram'
import type { TextFile } from '../readText'
import type { StopReason, Terminal } from '../terminal'
import { echo, echoLines } from './echo'
import type { Ran } from './ran'
import { recordedRun } from './recordedRun'
import { recordingOut } from './recordingOut'
import { type RunRequest, runRequest } from './runRequest'
import { runReport } from './runReport'
import { simulatedRun } from './simulatedRun'
import { summary } from './summary'

/** `run FILE.py`: one run on one engine. */
export const runCommand: Command = {
  name: 'run',
  summary: 'run a program once, in the simulator, on real threads or under a real Python',
  operands: ['FILE.py|FILE.prog|FILE.arrows'],
  options: [
    { name: 'engine', value: 'ENGINE', many: false, words: 'simulator (default), threads or python' },
    { name: 'schedule', value: 'TEXT', many: false, words: 'simulator: the threads of the first steps, such as "1 2 2 1"; then round-robin' },
    { name: 'seed', value: 'N', many: false, words: 'simulator: every step by a random thread, the same for the same N' },
    { name: 'scheduler', value: 'NAME', many: false, words: 'simulator: round-robin (default), one step a turn from the lowest thread' },
    { name: 'set', value: 'NAME=LITERAL', many: true, words: 'another value for a top-level constant' },
    { name: 'python', value: 'PATH', many: false, words: 'python: the interpreter (default: the best one found)' },
    { name: 'detail', value: 'DETAIL', many: false, words: 'access (default): every shared read and write; sync: synchronisation only' },
    { name: 'observe', value: 'HOW', many: false, words: 'python: faithful (default) changes nothing; stress makes lost updates likely' },
    { name: 'compare', value: null, many: false, words: 'python: run it three times without recording too, and tell how much slower recording was' },
    { name: 'timeout', value: 'SECONDS', many: false, words: 'end the run after this time (default: 60)' },
    { name: 'out', value: 'FILE.arrows', many: false, words: 'write a recording' },
    json
  ],
  rest: 'ARGUMENT…',
  notes: ['Exit codes: 0 finished, 1 failed, 2 wrong use or a program outside the subset, 3 deadlock, 4 timeout.'],
  async run(words, terminal) {
    const request = runRequest(words)
    if (!request.ok) return request
    const file = await readProgram(request.value.file, terminal)
    if (!file.ok) return file
    const { text, recorded, set } = file.value
    if (recorded !== null && request.value.engine !== 'simulator')
      return refuse(text.named, 'the program of a recording runs in the simulator only', '--engine simulator')
    const ran = await runHeard({ ...request.value, set: { ...set, ...request.value.set } }, text, terminal)
    if (!ran.ok) return ran
    const { report, told } = runReport(ran.value)
    if (request.value.json) terminal.out(`${JSON.stringify(report)}\n`)
    else terminal.err(summary(report, told, request.value.out))
    return answer(codeOf(report.status, terminal.stop))
  }
}

/** Runs with everybody listening who is to hear of it: the terminal, and the recording's file. */
async function runHeard(request: RunRequest, file: TextFile, terminal: Terminal): Promise<Answer<Ran>> {
  const out = request.out === null ? null : await recordingOut(request.out, terminal.folder)
  if (out !== null && !out.ok) return out
  const ran =
    request.engine === 'simulator'
      ? await simulatedRun(request, file, echoLines(terminal, request.json), terminal)
      : await recordedRun(request, file, [echo(terminal, request.json), ...(out === null ? [] : [out.value])], terminal)
  if (request.engine === 'simulator' && ran.ok) {
    // at once and as one batch: the bytes must not depend on how fast this machine is
    out?.value.header(ran.value.trace.header)
    out?.value.batch(ran.value.trace.events)
  }
  const wrong = out?.value.close() ?? null
  return ran.ok && wrong !== null ? { ok: false, complaints: [wrong] } : ran
}

function codeOf(status: RunStatus, stop: AbortSignal): number {
  if (status !== 'stopped' && status !== 'killed') return exitCode[status]
  return stop.aborted ? (stop.reason as StopReason).exitCode : exitCode.failed
}
