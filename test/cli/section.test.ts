import { expect, test } from 'vitest'
import { section } from '../../src/cli/analyze/section'

test('names that a program chose neither steer the terminal nor push the rest of a table out of sight', () => {
  const lines = section('Threads', [
    ['a'.repeat(50_000), 'finished'],
    ['w0\n\u001B[31m', 'running']
  ])
  expect(lines).toHaveLength(4)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(100)
  expect(lines[3]).toContain('w0⟨U+A⟩⟨U+1B⟩[31m')
})
