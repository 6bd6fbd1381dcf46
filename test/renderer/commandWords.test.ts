import { expect, test } from 'vitest'
import { commandWords } from '../../src/renderer/session/commandWords'

test.each([
  ['', []],
  ['  ls   -l ', ['ls', '-l']],
  [`sh -c 'echo "a b"; exit 3'`, ['sh', '-c', 'echo "a b"; exit 3']],
  ['say "it\'s \\"so\\""', ['say', 'it\'s "so"']],
  ['a\\ b c""d ""', ['a b', 'cd', '']]
])('%s', (line, words) => {
  expect(commandWords(line)).toEqual({ ok: true, value: words })
})

test.each([
  ["echo 'open", 'column 6', 'does not end'],
  ['echo \\', 'column 6', 'backslash'],
  ['ls | wc', 'column 4', 'no shell']
])('%s: says where and why not', (line, at, what) => {
  const { ok, ...rest } = commandWords(line)
  expect(ok).toBe(false)
  expect(rest).toMatchObject({ problem: { at, what: expect.stringContaining(what) } })
})
