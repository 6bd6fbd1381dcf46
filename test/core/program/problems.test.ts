import { expect, test } from 'vitest'
import { compile, problemWords } from '../../../src/core/program/compile'
import { type BadProgram, refused, ungrammatical } from './badPrograms'

function firstProblem(bad: BadProgram) {
  const compiled = compile(bad.source, { file: 'p.py' })
  if (compiled.ok) throw new Error('this program was taken')
  return compiled.problems[0]
}

test.each([...ungrammatical, ...refused])('$source', (bad) => {
  const problem = firstProblem(bad)
  expect(problem?.what).toContain(bad.what)
  expect(problem?.try).toContain(bad.try)
  expect([problem?.span.line, problem?.span.column]).toEqual([bad.line, bad.column])
})

test('a problem is one line that a terminal can jump to', () => {
  const compiled = compile('x = 7 / 2\n', { file: 'p.py' })
  expect(compiled.ok ? [] : compiled.problems.map((problem) => problemWords('p.py', problem))).toEqual([
    'p.py:1:5: `/` gives a fraction, and the lab computes with whole numbers (try: write `//`)'
  ])
})

test('several problems are told at once, in the order of the text', () => {
  const compiled = compile('import os\nx = 7 / 2\nclass A:\n    pass\ny = unknown\n', { file: 'p.py' })
  expect(compiled.ok ? [] : compiled.problems.map((problem) => problem.span.line)).toEqual([1, 2, 3, 5])
})

test('a syntax error and something outside the subset further down are told together', () => {
  const two = compile('x = = 1\n\n\ndef f():\n    return 1 / 2\n', { file: 'p.py' })
  expect(two.ok ? [] : two.problems.map((problem) => problem.span.line)).toEqual([1, 5])
})

test('nothing is told twice at one place', () => {
  for (const bad of refused) {
    const compiled = compile(bad.source, { file: 'p.py' })
    const places = compiled.ok ? [] : compiled.problems.map((problem) => `${problem.span.line}:${problem.span.column}`)
    expect(new Set(places).size).toBe(places.length)
  }
})
