import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, problemWords } from '../../../src/core/program/compile'
import { listing } from '../../../src/core/program/listing'
import { compiled } from './compiled'

const source =
  'import time\nN = 3\nPAUSE = 0.5\nLOUD = False\nNAME = "a"\ncount = 0\nseen = 0\ndef f():\n    global count\n    count += N\nseen = 1\nf()\ntime.sleep(PAUSE)\nprint(N, LOUD, NAME)\n'

test('top-level constants are parameters; what is bound twice or rebound is none', () => {
  expect(compiled(source).parameters.map(({ name, literal }) => `${name} = ${literal}`)).toEqual(['N = 3', 'PAUSE = 0.5', 'LOUD = False', 'NAME = "a"'])
})

test('a parameter can be set with a Python literal', () => {
  const program = compiled(source, { set: { N: '1_000', PAUSE: '2', NAME: "'b'", LOUD: 'True' } })
  expect(program.parameters.map(({ literal }) => literal)).toEqual(['1000', '2', 'True', '"b"'])
  expect(listing(program)).toContain('write N = 1000')
})

test.each([
  ['M', '1', 'p.py: `M` is no top-level constant of this program (try: it has `N`, `PAUSE`, `LOUD`, `NAME`)'],
  ['count', '1', 'p.py: `count` is no top-level constant of this program (try: it has `N`, `PAUSE`, `LOUD`, `NAME`)'],
  ['N', 'x', 'p.py: `x` is no value for `N` (try: give a whole number, True, False, None or text in quotes)'],
  ['N', '1\nimport os', 'p.py: `1\nimport os` is no value for `N` (try: give a whole number, True, False, None or text in quotes)'],
  ['N', '', 'p.py: `` is no value for `N` (try: give a whole number, True, False, None or text in quotes)']
])('%s=%s is refused', (name, literal, words) => {
  const result = compile(source, { file: 'p.py', set: { [name]: literal } })
  expect(result.ok ? [] : result.problems.map((problem) => problemWords('p.py', problem))).toEqual([words])
})

test('each wrong setting is told, and none has a place in the text', () => {
  const result = compile(source, { file: 'p.py', set: { M: '1', K: '2', N: 'x', NAME: 'y' } })
  const problems = result.ok ? [] : result.problems
  expect(new Set(problems.map(({ what }) => what.split(' ')[0]))).toEqual(new Set(['`K`', '`M`', '`x`', '`y`']))
  expect(problems.map(({ span }) => `${span.line}:${span.column}`)).toEqual(['0:0', '0:0', '0:0', '0:0'])
})

const scenarios = new URL('../../../resources/scenarios/', import.meta.url)
const files = readdirSync(scenarios).filter((name) => name.endsWith('.py'))

test.each(files)('%s compiles, and its first line says what it is in short lines', (name) => {
  const text = readFileSync(new URL(name, scenarios), 'utf8')
  expect(compile(text, { file: name })).toMatchObject({ ok: true })
  expect(text).toMatch(/^"""[^."]+\. [^."]+\."""\n/)
  for (const line of text.split('\n').slice(1)) expect(line.length).toBeLessThanOrEqual(40)
})
