import type { RunStatus } from '../../core/trace/event'
import type { Plan } from '../../recorders/recorder'
import { recorderOf } from '../../recorders/recorderOf'
import { type Command, json } from '../command'
import { type Answer, answer } from '../complaint'
import { exitCode } from '../exitCode'
import { programOf } from '../programOf'
import { readText, type TextFile } from '../readText'
import { comparedCost } from '../run/comparedCost'
import { echo } from '../run/echo'
import { watchRun } from '../run/watchRun'
import { interpreterPath } from '../run/interpreterPath'
import { recordingOut } from '../run/recordingOut'
import { summary } from '../run/summary'
import type { StopReason, Terminal } from '../terminal'
import { type RecordReport, recordReport, spreadOf } from './recordReport'
import { type RecordRequest, recordRequest } from './recordRequest'

/** `record FILE.py` and `record -- COMMAND`: real runs, once or several times. */
export const recordCommand: Command = {
  name: 'record',
  summary: 'record a Python program or any command while it runs for real, once or several times',
  operands: ['[FILE.py]'],
  options: [
    { name: 'engine', value: 'ENGINE', many: false, words: 'python (default for a file), threads or command (default for what stands behind --)' },
    { name: 'python', value: 'PATH', many: false, words: 'python: the interpreter (default: the best one found)' },
    { name: 'detail', value: 'DETAIL', many: false, words: 'access (default): every shared read and write; sync: synchronisation only' },
    { name: 'observe', value: 'HOW', many: false, words: 'python: faithful (default) changes nothing; stress makes lost updates likely' },
    { name: 'set', value: 'NAME=LITERAL', many: true, words: 'python, threads: another value for a top-level constant' },
    { name: 'rate', value: 'HZ', many: false, words: 'command: looks a second (default: 200)' },
    { name: 'locks', value: null, many: false, words: 'command: native programs record their own locks, exactly' },
    { name: 'gil', value: null, many: false, words: 'python: look at the GIL from outside: who holds it, who waits for it (Linux)' },
    { name: 'compare', value: null, many: false, words: 'python: run it three times without recording too, and tell how much slower recording was' },
    { name: 'repeat', value: 'K', many: false, words: 'record so many runs, one after the other (default: 1)' },
    { name: 'limit-time', value: 'SECONDS', many: false, words: 'end a run after this time (default: 60)' },
    { name: 'limit-events', value: 'N', many: false, words: 'events beyond are counted and left out (default: 10,000,000)' },
    { name: 'limit-mib', value: 'MIB', many: false, words: 'what goes beyond this size of a recording is counted and left out (default: 1024)' },
    { name: 'out', value: 'FILE.arrows', many: false, words: 'write the recording; with --repeat FILE-1.arrows, FILE-2.arrows, …' },
    json
  ],
  rest: 'COMMAND ARGUMENT…, or arguments for FILE.py',
  notes: ['Exit codes: 0 finished, 1 failed, 2 wrong use or not recordable, 3 deadlock, 4 timeout; of several runs the worst: 3, 1, 4, 0.'],
  async run(words, terminal) {
    const request = recordRequest(words)
    if (!request.ok) return request
    const plan = await planOf(request.value, terminal)
    if (!plan.ok) return plan
    const reports: RecordReport[] = []
    const { repeat, json: isJson } = request.value
    for (let turn = 1; turn <= repeat && !(turn > 1 && terminal.stop.aborted); turn++) {
      const recorded = await recordOnce(request.value, plan.value, turn, terminal)
      if (!recorded.ok) return recorded
      const { report, told } = recorded.value
      reports.push(report)
      if (!isJson) terminal.err(`${repeat > 1 ? `run ${turn} of ${repeat}: ` : ''}${summary(report, told, report.recording)}`)
    }
    if (repeat > 1 && !isJson) terminal.err(spreadWords(reports))
    if (isJson) terminal.out(`${JSON.stringify(repeat > 1 ? several(reports, repeat) : reports[0])}\n`)
    return answer(codeOf(reports, terminal.stop))
  }
}

const several = (runs: readonly RecordReport[], repeat: number) => ({
  engine: runs[0]?.engine ?? null,
  repeat,
  elapsedMs: spreadOf(runs, 'elapsedMs'),
  events: spreadOf(runs, 'events'),
  runs
})

async function recordOnce(request: RecordRequest, plan: Plan, turn: number, terminal: Terminal): Promise<Answer<ReturnType<typeof recordReport>>> {
  const { repeat } = request
  const named = request.out !== null && repeat > 1 ? request.out.replace(/\.arrows$/i, `-${turn}.arrows`) : request.out
  const out = named === null ? null : await recordingOut(named, terminal.folder)
  if (out !== null && !out.ok) return out
  const hearers = [echo(terminal, request.json), ...(out === null ? [] : [out.value])]
  const run = await watchRun(recorderOf(plan.engine, terminal.resources), plan, request.file ?? '', hearers, terminal)
  const wrong = out?.value.close() ?? null
  if (run.ok && wrong !== null) return { ok: false, complaints: [wrong] }
  if (!run.ok) return run
  const { trace, end } = run.value
  const cost = request.compare ? await comparedCost(end, plan, terminal) : (end.cost ?? null)
  return answer(recordReport({ trace, end: { ...end, cost } }, named))
}

async function planOf(request: RecordRequest, terminal: Terminal): Promise<Answer<Plan>> {
  const { engine, words, set, detail, observe, timeoutMs, maxEvents, maxBytes } = request
  const limits = { timeoutMs, maxEvents, maxBytes, onDeadlock: 'end', folder: terminal.folder } as const
  const how = { set, detail, observe } as const
  if (engine === 'command') {
    const { rate, locks } = request
    return answer({
      engine,
      command: words,
      sampleHz: rate,
      locks,
      path: words[0] ?? '',
      source: '',
      python: null,
      arguments: words.slice(1),
      ...how,
      ...limits
    })
  }
  const file = await programText(request, terminal)
  if (!file.ok) return file
  const python = request.python === null ? null : await interpreterPath(request.python, terminal.folder)
  return answer({ engine, path: file.value.path, source: file.value.text, python, arguments: words, gil: request.gil, ...how, ...limits })
}

async function programText({ file: named, engine, set }: RecordRequest, terminal: Terminal): Promise<Answer<TextFile>> {
  const file = await readText(named ?? '', terminal.folder)
  if (!file.ok || engine !== 'threads') return file
  // the recorder would name the first problem only
  const program = programOf({ set }, file.value)
  return program.ok ? file : program
}

function spreadWords(reports: readonly RecordReport[]): string {
  const { median, least, most } = spreadOf(reports, 'elapsedMs')
  const endings = new Set(reports.map(({ status }) => status))
  const counts = [...endings].map((ending) => `${reports.filter(({ status }) => status === ending).length} ${ending}`).join(', ')
  return `${reports.length} runs: ${counts}; median ${Math.round(median)} ms, from ${least} to ${most} ms\n`
}

const worstFirst: readonly RunStatus[] = ['deadlock', 'failed', 'timeout']

function codeOf(reports: readonly RecordReport[], stop: AbortSignal): number {
  if (stop.aborted) return (stop.reason as StopReason).exitCode
  const worst = worstFirst.find((status) => reports.some((report) => report.status === status))
  if (worst === 'deadlock' || worst === 'failed' || worst === 'timeout') return exitCode[worst]
  return reports.some(({ status }) => status !== 'finished') ? exitCode.failed : exitCode.finished
}
