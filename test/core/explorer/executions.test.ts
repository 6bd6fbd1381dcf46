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

const daemon = (work: string, main: string, worker = ''): string =>
  `from threading import Thread
x = 0
y = 0
z = 0
def serve():
    global x, y
    ${work}
def help():
    global z
    ${worker || 'pass'}
server = Thread(target=serve, daemon=True)
helper = Thread(target=help)
server.start()
${worker === '' ? '' : 'helper.start()'}
${main}
`

test.each([
  ['none, one or both of its writes come before the end, whatever main writes meanwhile', 'x = 1; y = 1', 'z = 1', '', '3'],
  ['its write comes or not, whenever the worker ends that main waits for', 'x = 1', 'y = 1', 'z = 1', '2'],
  ['it reads what main writes before the end', 'y = x', 'x = 1', '', '5']
])('a daemon that outlives main: %s', (_, work, main, worker, executions) => {
  const { report } = explored(daemon(work, main, worker))
  expect(report.executions).toBe(executions)
  expect(report.representatives).toHaveLength(Number(executions))
  expect(new Set(report.representatives?.map(({ schedule }) => schedule)).size).toBe(Number(executions))
})
