import type { Outcome, Report } from '../../core/explorer/report'

/** What `explore --json` prints of a model beyond what it prints of a program: the figures by which model checkers are compared. */
export function modelReport(report: Report): Record<string, unknown> {
  const { outcomes, deadlocks, failures } = report
  const checks = failures.filter(({ kind }) => kind === 'check')
  return {
    bfsDepth: report.depth,
    terminalStates: report.endStates,
    deadlockStates: deadlocks.reduce((sum, { states }) => sum + states, 0),
    shortestDeadlock: least(deadlocks.map(({ steps }) => steps)),
    shortestAssert: least(checks.map(({ shortest }) => stepsIn(shortest))),
    interleavings: report.schedules,
    interleavingsByOutcome: byOutcome(outcomes, ({ schedules }) => schedules),
    mazurkiewiczTraces: report.executions,
    randomWalk: byOutcome(outcomes, ({ probability }) => probability),
    racyVariables: report.races.map(({ variable }) => variable),
    minPreemptions: {
      deadlock: least(deadlocks.map(({ preemptions }) => preemptions)),
      assert: least(checks.map(({ preemptions }) => preemptions)),
      expect: least(failures.filter(({ kind }) => kind === 'expect').map(({ preemptions }) => preemptions))
    }
  }
}

const least = (numbers: readonly number[]): number | null => (numbers.length === 0 ? null : Math.min(...numbers))
const stepsIn = (schedule: string): number => (schedule === '' ? 0 : schedule.split(' ').length)

// by the values of the outcome's expressions, `0,1`; null where nothing was counted
function byOutcome<Value>(outcomes: readonly Outcome[], valueOf: (outcome: Outcome) => Value | null): Record<string, Value | null> | null {
  if (outcomes.some((outcome) => valueOf(outcome) === null)) return null
  return Object.fromEntries(outcomes.map((outcome) => [Object.values(outcome.variables).join(','), valueOf(outcome)]))
}
