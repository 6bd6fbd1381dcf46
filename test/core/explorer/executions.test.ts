import { expect, test } from 'vitest'
import { explored } from './explored'

const writers = (lines: readonly string[]): string =>
  [
    'from threading import Thread',
    'x = 0',
    'y = 0',
    ...lines.flatMap((line, number) => [`def work_${number}():`, '    global x, y', `    ${line}`]),
    ...lines.map((_, number) => `t${number} = Thread(target=work_${number})`),
    ...lines.map((_, number) => `t${number}.start()`),
    ...lines.map((_, number) => `t${number}.join()`),
    ''
  ].join('\n')

test.each([
  ['writes to different variables: all orders are one execution', ['x = 1', 'y = 1'], '2', '1'],
  ['writes to one variable: each order is an execution of its own', ['x = 1', 'x = 2', 'x = 3'], '6', '6'],
  ['two increments: which read sees which write, and who writes last', ['x += 1', 'x += 1'], '6', '4'],
  ['a third thread that touches nothing of theirs adds orders, but no execution', ['x += 1', 'x += 1', 'y = 1'], '30', '4']
])('%s', (_, lines, schedules, executions) => {
  const { report } = explored(writers(lines))
  expect({ schedules: report.schedules, executions: report.executions }).toEqual({ schedules, executions })
})

test('each execution is shown by one schedule, and together they come to every outcome', () => {
  const { report } = explored(writers(['x += 1', 'x += 1', 'y += x']))
  const shown = report.representatives ?? []
  expect(shown.length.toString()).toBe(report.executions)
  expect(new Set(shown.map(({ schedule }) => schedule)).size).toBe(shown.length)
  expect(shown.every(({ how }) => how === 'finished')).toBe(true)
})
