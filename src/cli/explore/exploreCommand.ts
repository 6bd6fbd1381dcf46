import { isModel } from '../../core/notation/compileFile'
import { createExploration, type Exploration } from '../../core/explorer/exploration'
import { readGoal } from '../../core/explorer/answers/goal'
import type { Report } from '../../core/explorer/report'
import { type Followed, followRun } from '../../core/simulator/following/follow'
import { type Command, json } from '../command'
import { answer, complaintOf, refuse } from '../complaint'
import { exitCode } from '../exitCode'
import { readProgram } from '../readProgram'
import type { Terminal } from '../terminal'
import { exploreReport } from './exploreReport'
import { type ExploreRequest, exploreRequest } from './exploreRequest'
import { exploreWords } from './exploreWords'
import { modelReport } from './modelReport'
import { programOf } from '../programOf'
import { runWords } from './runWords'

/** `explore FILE`: every order of a program. */
export const exploreCommand: Command = {
  name: 'explore',
  summary: 'search every order of a program’s steps: what can come out, deadlocks, failures, races',
  operands: ['FILE.py|FILE.prog|FILE.arrows'],
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
  notes: [
    'Every search begins at the first state, also one with higher limits than a search that came to its limit: it does not go on from there.',
    'Exit codes: 0 nothing bad in any order, 1 failures possible, 2 wrong use, 3 deadlocks possible, 4 not complete and nothing bad found.'
  ],
  async run(words, terminal) {
    const request = exploreRequest(words)
    if (!request.ok) return request
    const file = await readProgram(request.value.file, terminal)
    if (!file.ok) return file
    const { text, recorded } = file.value
    if (recorded !== null && !isEmpty(request.value.set)) return refuse('', 'a recorded run has its parameters already', 'leave --set out')
    const set = recorded === null ? request.value.set : file.value.set
    const program = programOf({ set, granularity: request.value.granularity }, text)
    if (!program.ok) return program
    const followed = recorded === null ? null : followRun(program.value, recorded)
    // where other orders part from a run is told of all orders only
    const options = followed === null ? request.value.options : { ...request.value.options, tier: 'full' as const, run: followed.schedule }
    const goal = options.goal === null ? null : readGoal(program.value, options.goal)
    if (goal !== null && !goal.ok) return { ok: false, complaints: [{ ...complaintOf('', goal.problem), what: `--goal: ${goal.problem.what}` }] }
    const report = await searched(
      createExploration(program.value, options, () => performance.now()),
      terminal
    )
    tell(report, followed, request.value, terminal)
    if (followed !== null && recorded !== null && !request.value.json) terminal.out(runWords(recorded, followed, report))
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

const isEmpty = (set: Readonly<Record<string, string>>): boolean => Object.keys(set).length === 0

function tell(report: Report, followed: Followed | null, request: ExploreRequest, terminal: Terminal): void {
  terminal.out(
    request.json
      ? `${JSON.stringify({ ...exploreReport(report), ...(isModel(request.file) ? modelReport(report) : {}), ...(followed === null ? {} : { run: followed, turns: report.turns, stillOpen: report.stillOpen }) })}\n`
      : exploreWords(report, request.file, request.options.goal)
  )
}

function codeOf({ deadlocks, failures, extent }: Report): number {
  if (deadlocks.length > 0) return exitCode.deadlock
  if (failures.length > 0) return exitCode.failed
  return extent.complete ? exitCode.finished : exitCode.timeout
}
