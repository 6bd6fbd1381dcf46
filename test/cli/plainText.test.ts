import { expect, test } from 'vitest'
import { section } from '../../src/cli/analyze/section'
import { plainText } from '../../src/cli/plainText'

test.each([
  ['w0\n\u001B[31m', String.raw`w0\x0a\x1b[31m`],
  ['\u202Eabc', String.raw`\u202eabc`],
  ['Jürgen 🐍 <b>', 'Jürgen 🐍 <b>'],
  ['', '']
])('a name that a program chose cannot steer the terminal: %j', (name, plain) => {
  expect(plainText(name)).toBe(plain)
})

test('one endless name leaves the table readable', () => {
  const lines = section('Threads', [
    ['a'.repeat(50_000), 'finished'],
    ['b\nc', 'running']
  ])
  expect(lines).toHaveLength(4)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(100)
})
