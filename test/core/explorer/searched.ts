import { createExploration, usualOptions } from '../../../src/core/explorer/exploration'
import type { ExploreOptions, Report } from '../../../src/core/explorer/report'
import type { Program } from '../../../src/core/program/program'

/** What a search of a program reports, with the options that are usual but for these. */
export function searched(program: Program, options: Partial<ExploreOptions> = {}): Report {
  const exploration = createExploration(program, { ...usualOptions, ...options }, () => 0)
  while (!exploration.work(1000));
  return exploration.report()
}

/** What may not depend on how a program is searched. */
export const verdicts = ({ outcomes, deadlocks, failures }: Pick<Report, 'outcomes' | 'deadlocks' | 'failures'>): unknown => ({
  outcomes: outcomes.map(({ output, variables, failed }) => JSON.stringify({ output, variables, failed })).toSorted(),
  deadlocks: deadlocks.map(({ waits }) => JSON.stringify(waits)).toSorted(),
  failures: failures.map(({ kind, line, message }) => `${line} ${kind}: ${message}`).toSorted()
})
