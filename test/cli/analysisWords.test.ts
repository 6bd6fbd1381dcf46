import { expect, test } from 'vitest'
import { analysisReport } from '../../src/cli/analyze/analysisReport'
import { analysisWords } from '../../src/cli/analyze/analysisWords'
import { kitchen } from '../pictures/traces'

test('what nobody holds is told by its waits and by the most there was at once', () => {
  const words = analysisWords(analysisReport(kitchen, false), kitchen.header.clock)
  const rows = words.split('\n').map((row) => row.trim().split(/\s{2,}/))
  expect(rows.find(([name]) => name === 'counter')).toEqual(['counter', 'queue', 'waited for 1', 'waits 3 steps, longest 3 steps', 'most at once 2'])
  expect(rows.find(([name]) => name === 'meal')).toEqual(['meal', 'barrier', 'waited for 0, in vain 2', 'waits 15 steps, longest 15 steps', 'most at once 2'])
  expect(words).toContain('Objects that are waited for')
})
