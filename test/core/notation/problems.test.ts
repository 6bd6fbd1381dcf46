import { expect, test } from 'vitest'
import { compileNotation } from '../../../src/core/notation/compileNotation'
import { problemWords } from '../../../src/core/program/compile'

/** What is told about a text, a line for each problem, without the file's name. */
function told(text: string): string[] {
  const compiled = compileNotation(text, { file: 'm' })
  return compiled.ok ? [] : compiled.problems.map((problem) => problemWords('m', problem).slice(2))
}

// below these declarations each case is the only line of a thread
const around = `shared x = 0
shared a[2] = 0
mutex m
queue q 1
thread T
  set r 1
`
test.each([
  ['lode r x', 'is nothing that a thread does'],
  ['load r', 'is not written as `load` is (try: `load r x`)'],
  ['load r y', 'there is no variable `y`'],
  ['load r a', '`a` is an array (try: `a[0]`)'],
  ['load r x[0]', '`x` is no array (try: `x`)'],
  ['load r a[x]', '`x` is shared, and only registers may stand here'],
  ['store x x + 1', '`x` is shared, and only registers may stand here (try: `load` it into a register first)'],
  ['store x', 'is not written as `store` is'],
  ['set r s + 1', 'there is no variable or register `s`'],
  ['set r r +', '`r +` breaks off'],
  ['set r (r', '`)` is missing'],
  ['set r 99999999999', 'does not fit into 32 bits'],
  ['await x = 1', '`=` is no operator of the notation (try: `==`)'],
  ['await x == 1 && r == 1', '`&&` is no operator of the notation (try: `and`)'],
  ['await 0 < x < 2', 'compares three values at once'],
  ['await x == 1 2', '`2` was not expected here'],
  ['await T.r == 1', '`T.r` belongs to another thread'],
  ['await r[0] == 1', '`r` is a register, no array'],
  ['if x goto L', 'thread `T` has no label `L`'],
  ['if x == 1', 'is not written as `if` is'],
  ['lock q', '`q` is a queue, no mutex'],
  ['lock n', 'there is no mutex `n` (try: declare it above the threads: `mutex n`)'],
  ['get r p', 'there is no queue `p`'],
  ['spawn U', 'there is no thread `U`'],
  ['skip now', 'is not written as `skip` is']
])('`%s` is told: %s', (line, what) => {
  const problems = told(`${around}  ${line}\n`)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(what)
  expect(problems[0]).toMatch(/^7:\d+: /)
})

test.each([
  ['shared 1x = 0', '`1x` is no name'],
  ['shared x = one', '`one` is no int of 32 bits'],
  ['shared a[3] = 1 2', '2 values for 3 elements'],
  ['shared a[0]', 'an array has 1 to 1000 elements, not 0'],
  ['mutex', '`mutex` without a name'],
  ['mutex m m', '`m` is declared twice'],
  ['sem s', '`sem s` is no sem (try: `sem s = 1`)'],
  ['sem s = -1', '`-1` is no number from 0 on'],
  ['barrier b 0', '`0` is no number from 1 on (try: `barrier b 2`)'],
  ['semaphore s = 1', 'declares nothing'],
  ['outcome y', 'there is no variable `y`'],
  ['outcome U.r', 'there is no thread `U`'],
  ['outcome T.s', 'thread `T` has no register `s`'],
  ['expect', 'an expression is missing']
])('the declaration `%s` is told: %s', (line, what) => {
  const problems = told(`${line}\nthread T\n  skip\n`)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(what)
  expect(problems[0]).toMatch(/^1:\d+: /)
})

test('a text without threads, or without one that starts, runs nothing', () => {
  expect(told('shared x = 0')[0]).toContain('there is no thread')
  expect(told('lazythread T\n  skip')[0]).toContain('no thread starts')
  expect(told('thread T\n  skip\nthread T\n  skip')[0]).toContain('there are two threads `T`')
})

test('a round of jumps in which nothing is a step is told, wherever it is entered', () => {
  expect(told('thread T\na:\n  goto b\nb:\n  goto a')).toEqual([
    '3:3: `goto b` goes round without a step (try: a `skip` in the round, or `await`)',
    '5:3: `goto a` goes round without a step (try: a `skip` in the round, or `await`)'
  ])
  expect(told('thread T\na:\n  skip\n  goto a')).toEqual([])
})

test('a condition has one mutex', () => {
  const text = 'mutex m n\ncond c\nthread T\n  wait c m\nthread U\n  wait c n'
  expect(told(text)).toEqual(['6:3: `c` is waited for with `m` and with `n` (try: one mutex for each cond)'])
})

test('all problems of a text are told at once, in its order', () => {
  expect(told('thread T\n  lode\n  skip now\nL:\nL:').map((problem) => problem.slice(0, 2))).toEqual(['2:', '3:', '5:'])
})
