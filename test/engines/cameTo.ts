import { analysisOf } from '../../src/core/analysis/analysisOf'
import { createExploration, usualOptions } from '../../src/core/explorer/exploration'
import type { Report } from '../../src/core/explorer/report'
import type { Program } from '../../src/core/program/program'
import { objectName, type Trace, threadName } from '../../src/core/trace/trace'

/** What a recorded run came to, as a text that is equal for equal ones: what came out, who waits for what for ever, or nothing within its time. */
export function cameTo(trace: Trace): string {
  const analysis = analysisOf(trace)
  if (trace.status === 'timeout') return goesOn
  if (trace.status === 'deadlock') {
    const waits = analysis.waitForAt(trace.end)
    return stuck(
      waits.map(({ thread, target }) => [threadName(trace, thread), 'object' in target ? objectName(trace, target.object) : threadName(trace, target.thread)])
    )
  }
  const owners = analysis.processes().lives.map(({ command }) => command)
  const { output, variables, failures } = analysis.statistics()
  return over(
    output.filter(({ stream }) => stream === 'stdout').map(({ text }) => text),
    // what a process had is gone with it
    [...variables].filter(([name]) => !owners.some((owner) => name.startsWith(`${owner}: `))).map(([name, value]) => [name, String(value)]),
    failures.map(({ thread, kind }) => `${threadName(trace, thread)}: ${kind}`)
  )
}

/** All that runs of a program can come to, in the same words, by every order of its steps, or by those that differ. */
export const canComeTo = (program: Program, tier: 'full' | 'reduced' = 'full'): readonly string[] => waysToEnd(everyOrder(program, tier))

/** All that a complete search has found that runs can come to. */
export function waysToEnd({ outcomes, deadlocks, livelocks }: Report): readonly string[] {
  return [
    ...outcomes.map(({ output, variables, failed }) => over(output, Object.entries(variables), failed)),
    // a main that is over waits for nothing in a recording
    ...deadlocks.map(({ waits }) => stuck(waits.filter(({ waitsFor }) => waitsFor !== 'end of the program').map(({ thread, waitsFor }) => [thread, waitsFor]))),
    ...(livelocks.length > 0 ? [goesOn] : [])
  ]
}

function everyOrder(program: Program, tier: 'full' | 'reduced'): Report {
  const exploration = createExploration(program, { ...usualOptions, tier }, () => 0)
  while (!exploration.work(Number.POSITIVE_INFINITY));
  const report = exploration.report()
  if (!report.extent.complete) throw new Error('not every order was searched')
  return report
}

const goesOn = 'goes on for ever'

type Pairs = readonly (readonly [string, string])[]

const over = (output: readonly string[], variables: Pairs, failed: readonly string[]): string =>
  JSON.stringify({ output, variables: sorted(variables), failed: failed.toSorted() })

const stuck = (waits: Pairs): string => JSON.stringify({ waits: sorted(waits) })

const sorted = (pairs: Pairs): string[] => pairs.map((pair) => pair.join(' ')).toSorted()
