import { expect, test } from 'vitest'
import { createExploration, usualOptions } from '../../src/core/explorer/exploration'
import type { Report } from '../../src/core/explorer/report'
import { compiled } from '../core/program/compiled'
import { scenarios } from './scenarios'

const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].toSorted()

function explored(source: string): Report {
  const exploration = createExploration(compiled(source), { ...usualOptions, tier: 'full' }, () => 0)
  while (!exploration.work(Number.POSITIVE_INFINITY));
  return exploration.report()
}

test.each(scenarios)('$file: every order together comes to what the index claims', ({ text, claims }) => {
  const report = explored(text)
  const outcomes = sorted(report.outcomes.map(({ output }) => output.join('|')))
  expect(report.extent).toEqual({ complete: true, reduced: false })
  expect({
    deadlock: report.deadlocks.length > 0,
    livelock: report.livelocks.some(({ kind }) => kind === 'livelock'),
    starvation: report.livelocks.some(({ kind }) => kind === 'starvation'),
    failures: sorted(report.failures.map(({ kind }) => kind)),
    races: sorted(report.races.map(({ variable }) => variable)),
    outcomes: claims.outcomes && outcomes
  }).toEqual({ ...claims, outcomes: claims.outcomes?.toSorted() ?? null })
  // small enough to be searched while one looks on
  expect(report.states).toBeLessThan(50_000)
})
