import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile } from '../../../src/core/program/compile'
import { listing } from '../../../src/core/program/listing'

const scenarios = new URL('../../../resources/scenarios/', import.meta.url)
const good = readdirSync(scenarios)
  .filter((name) => name.endsWith('.py'))
  .map((name) => readFileSync(new URL(name, scenarios), 'utf8'))

const words =
  'if else: elif for while in not and or is with as def return global pass break continue try: finally: assert raise import from True False None print range len lock x N 0 1 0x1f 1_0 1.5 "a" \'b\' f"{x}" f"{ ( ) [ ] { } : , . = == += -= * ** / // % @ -> ; \\ # \n \t \u00e9 \u2028'.split(
    ' '
  )
const soup = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.constant('\n'), fc.constant('\n    '), fc.constant(' ')), { maxLength: 60 })
  .map((parts) => parts.join(' '))
const damaged = fc
  .tuple(fc.constantFrom(...good), fc.array(fc.tuple(fc.nat(2000), fc.nat(8), fc.constantFrom('', ' ', ...words)), { minLength: 1, maxLength: 4 }))
  .map(([source, edits]) =>
    edits.reduce((text, [at, cut, word]) => text.slice(0, at % (text.length + 1)) + word + text.slice((at % (text.length + 1)) + cut), source)
  )

/** Whatever the text, the answer is a program that can be listed or problems that can be pointed at. */
function answers(source: string): void {
  const compiled = compile(source, { file: 'p.py' })
  if (compiled.ok) {
    expect(listing(compiled.program)).toContain('<module>')
    return
  }
  const lines = source.split(/\r\n|\r|\n/)
  expect(compiled.problems.length).toBeGreaterThan(0)
  for (const { span, what, try: tryThis } of compiled.problems) {
    expect(what).not.toBe('')
    expect(tryThis).not.toBe('')
    if (span.line === 0) continue
    expect(span.line).toBeLessThanOrEqual(lines.length)
    expect(span.column).toBeLessThanOrEqual((lines[span.line - 1] ?? '').length + 1)
  }
}

test('any text is answered', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 300 })), answers), { numRuns: 300 })
}, 60_000)

test('any soup of words is answered', () => {
  fc.assert(fc.property(soup, answers), { numRuns: 300 })
}, 60_000)

test('any damage to a good program is answered', () => {
  fc.assert(fc.property(damaged, answers), { numRuns: 300 })
}, 60_000)

test('text that is nested without end is answered', () => {
  for (const deep of [
    '('.repeat(5000),
    `x = ${'['.repeat(3000)}${']'.repeat(3000)}`,
    `x = ${'-'.repeat(5000)}1`,
    `x = ${'1 + '.repeat(5000)}1`,
    'if 1:\n'.repeat(300)
  ])
    answers(deep)
  answers(Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join(''))
  answers(
    `${Array.from({ length: 20 }, (_, depth) => `${' '.repeat(depth)}try:\n${' '.repeat(depth + 1)}pass\n${' '.repeat(depth)}finally:\n`).join('')}${' '.repeat(20)}pass\n`
  )
})
