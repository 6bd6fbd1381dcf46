import type { Report } from '../../core/explorer/report'
import { jsonValue } from '../jsonValue'

/** What `explore --json` prints. */
export function exploreReport(report: Report): Record<string, unknown> {
  const { extent, outcomes, deadlocks, failures, races, livelocks } = report
  return {
    complete: extent.complete,
    extent,
    unanswered: report.unanswered,
    states: report.states,
    transitions: report.transitions,
    elapsedMs: Math.round(report.elapsedMs),
    outcomes: outcomes.map(({ output, variables, failed, schedules, probability, shortest, fewestPreemptions, preemptions }) => ({
      output,
      variables: Object.fromEntries(Object.entries(variables).map(([name, literal]) => [name, valueOf(literal)])),
      failed,
      schedules,
      probability,
      shortest,
      fewestPreemptions,
      preemptions
    })),
    deadlocks: deadlocks.map(({ waits, cycle, steps, states, shortest, fewestPreemptions, preemptions, pointOfNoReturn }) => ({
      threads: waits.map(({ thread }) => thread),
      objects: [...new Set(waits.map(({ waitsFor }) => waitsFor))],
      cycle,
      steps,
      schedule: fewestPreemptions,
      shortest,
      preemptions,
      pointOfNoReturn,
      states,
      waits
    })),
    failures: failures.map(({ kind, line, message, thread, shortest, fewestPreemptions, preemptions }) => ({
      kind,
      line,
      message,
      thread,
      schedule: fewestPreemptions,
      shortest,
      preemptions
    })),
    races,
    livelocks,
    unreachableLines: report.unreachableLines,
    doomedStates: report.doomedStates,
    schedules: report.schedules,
    executions: report.executions,
    representatives: report.representatives,
    goal: report.goal,
    goalRaised: report.goalRaised
  }
}

// whole numbers stand as text in a report
const valueOf = (literal: string): ReturnType<typeof jsonValue> => (/^-?\d+$/.test(literal) ? Number(literal) : jsonValue(literal))
