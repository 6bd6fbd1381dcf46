import { createExploration, type Exploration } from '../../core/explorer/exploration'
import { readGoal } from '../../core/explorer/goal'
import type { Report } from '../../core/explorer/report'
import { type Command, json } from '../command'
import { answer, complaintOf } from '../complaint'
import { exitCode } from '../exitCode'
import { readText } from '../readText'
import type { Terminal } from '../terminal'
import { exploreReport } from './exploreReport'
import { type ExploreRequest, exploreRequest } from './exploreRequest'
import { exploreWords } from './exploreWords'
import { modelReport } from './modelReport'
import { programOf } from '../programOf'

/** `explore FILE`: every order of a program. */
export const exploreCommand: Command = {
  name: 'explore',
  summary: 'search every order of a program’s steps: what can come out, deadlocks, failures, races',
  operands: ['FILE.py|FILE.prog'],
  options: [
    { name: 'set', value: 'NAME=LITERAL', many: true, words: 'another value for a top-level constant' },
    { name: 'granularity', value: 'HOW', many: false, words: 'shared (default): steps are shared accesses; bytecode: what is computed in between too' },
    { name: 'goal', value: 'EXPR', many: false, words: 'the nearest state in which this is true, such as "counter == 1"' },
    { name: 'max-states', value: 'N', many: false, words: 'no more states than this (default: 2,000,000)' },
    { name: 'timeout', value: 'SECONDS', many: false, words: 'no longer than this (default: 60)' },
    { name: 'no-reduction', value: null, many: false, words: 'also orders that differ in independent steps only, however many' },
    { name: 'spurious', value: 'N', many: false, words: 'waits on conditions may wake without cause so often (default: 0)' },
    { name: 'counts', value: null, many: false, words: 'count schedules and chances exactly; implies --no-reduction' },
    json
  ],
  rest: null,
  notes: ['Exit codes: 0 nothing bad in any order, 1 failures possible, 2 wrong use, 3 deadlocks possible, 4 not complete and nothing bad found.'],
  async run(words, terminal) {
    const request = exploreRequest(words)
    if (!request.ok) return request
    const file = await readText(request.value.file, terminal.folder)
    if (!file.ok) return file
    const program = programOf({ set: request.value.set, granularity: request.value.granularity }, file.value)
    if (!program.ok) return program
    const { options } = request.value
    const goal = options.goal === null ? null : readGoal(program.value, options.goal)
    if (goal !== null && !goal.ok) return { ok: false, complaints: [{ ...complaintOf('', goal.problem), what: `--goal: ${goal.problem.what}` }] }
    const report = await searched(
      createExploration(program.value, options, () => performance.now()),
      terminal
    )
    tell(report, request.value, terminal)
    return answer(codeOf(report))
  }
}

// a moment for signals between slices
async function searched(exploration: Exploration, terminal: Terminal): Promise<Report> {
  let told = 1000
  while (!exploration.work(50)) {
    const { states, elapsedMs, frontier, doing } = exploration.progress()
    if (elapsedMs > told && process.stderr.isTTY) {
      terminal.err(
        `${doing}: ${states.toLocaleString('en')} states, ${Math.round((states / elapsedMs) * 1000).toLocaleString('en')} a second, ${frontier.toLocaleString('en')} to go\n`
      )
      told += 1000
    }
    await new Promise((turn) => setImmediate(turn))
    if (terminal.stop.aborted) break
  }
  return exploration.report()
}

function tell(report: Report, request: ExploreRequest, terminal: Terminal): void {
  const isModel = request.file.endsWith('.prog')
  terminal.out(
    request.json
      ? `${JSON.stringify({ ...exploreReport(report), ...(isModel ? modelReport(report) : {}) })}\n`
      : exploreWords(report, request.file, request.options.goal)
  )
}

function codeOf({ deadlocks, failures, extent }: Report): number {
  if (deadlocks.length > 0) return exitCode.deadlock
  if (failures.length > 0) return exitCode.failed
  return extent.complete ? exitCode.finished : exitCode.timeout
}
