import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { noPython } from '../recorders/python/pythons'
import { emptyFolder, lab } from './lab'

const engines = ['simulator', 'threads', ...(noPython ? [] : ['python'])]
const fields = [
  'engine',
  'status',
  'output',
  'variables',
  'schedule',
  'steps',
  'threads',
  'deadlocks',
  'failures',
  'events',
  'elapsedMs',
  'exit',
  'dropped',
  'losses',
  'cost'
]

beforeAll(async () => void (await lab(['--version'])))

const runJson = async (...words: string[]) => {
  const left = await lab(['run', ...words, '--json'])
  return { ...left, report: left.json() as Record<string, unknown> }
}

test.each(engines)('%s: two threads that lock in opposite order end in the same ring', async (engine) => {
  const { code, report } = await runJson('two_locks.py', '--engine', engine)
  expect(code).toBe(3)
  expect(Object.keys(report)).toEqual(fields)
  expect(report).toMatchObject({
    engine,
    status: 'deadlock',
    output: [],
    deadlocks: [
      {
        threads: ['MainThread', 'transfer-1', 'transfer-2'],
        objects: ['lock_a', 'lock_b'],
        cycle: ['transfer-1', 'lock_b', 'transfer-2', 'lock_a']
      }
    ],
    failures: []
  })
  expect(report.threads).toEqual([
    { id: 0, name: 'MainThread', state: 'deadlocked' },
    { id: 1, name: 'transfer-1', state: 'deadlocked' },
    { id: 2, name: 'transfer-2', state: 'deadlocked' }
  ])
})

test.each(engines)('%s: the counter with a lock loses nothing, and variables have their JSON types', async (engine) => {
  const locked = await runJson('locked.py', '--engine', engine, '--set', 'N=20')
  expect(locked.report).toMatchObject({ status: 'finished', output: ['40'], variables: { counter: 40 }, deadlocks: [], failures: [] })
  expect(locked.report.threads).toMatchObject([{ name: 'MainThread' }, { name: 'Thread-1 (work)' }, { name: 'Thread-2 (work)' }])
  expect(locked.code).toBe(0)
  const typed = await runJson('counter.py', '--engine', engine)
  expect(typed.report.variables).toMatchObject({ counter: expect.any(Number), ready: true, label: 'done' })
})

test.each(engines)('%s: an assertion that fails in a thread makes the run a failed one, though main goes on', async (engine) => {
  const { code, report } = await runJson('failing.py', '--engine', engine)
  expect(report).toMatchObject({
    status: 'failed',
    output: ['main goes on'],
    failures: [{ line: 5, kind: 'AssertionError', message: 'arithmetic still holds', thread: 'Thread-1 (work)' }]
  })
  expect(code).toBe(1)
})

test.each(engines)('%s: a thread that waits for itself is a ring of one, and the others run to their end first', async (engine) => {
  const { code, report } = await runJson('self_deadlock.py', '--engine', engine)
  expect(code).toBe(3)
  expect(report).toMatchObject({
    output: ['goes on'],
    deadlocks: [{ threads: ['MainThread', 'Thread-1 (work)'], objects: ['lock'], cycle: ['Thread-1 (work)', 'lock'] }]
  })
})

test.each(engines)('%s: a run without an end is ended by the timeout, exit code 4', async (engine) => {
  const { code, report } = await runJson('endless.py', '--engine', engine, '--timeout', '3', '--detail', engine === 'simulator' ? 'access' : 'sync')
  expect(report).toMatchObject({ status: 'timeout', deadlocks: [] })
  expect(code).toBe(4)
})

test.each(engines)('%s: without --json the program speaks on stdout and the lab on stderr', async (engine) => {
  const { code, out, err } = await lab(['run', 'semaphore.py', '--engine', engine])
  expect(out.trim().split('\n').toSorted()).toEqual(['worker 0', 'worker 1', 'worker 2', 'worker 3'])
  expect(err).toContain(`finished: ${engine}, `)
  expect(code).toBe(0)
})

test.each(engines)('%s: --out leaves a recording that analyze and convert can read', async (engine) => {
  const folder = emptyFolder()
  const file = join(folder, 'run.arrows')
  expect((await lab(['run', 'two_locks.py', '--engine', engine, '--out', file])).code).toBe(3)
  const analysis = (await lab(['analyze', file, '--json'])).json()
  expect(analysis).toMatchObject({
    engine,
    file: 'two_locks.py',
    status: 'deadlock',
    truncated: false,
    unit: engine === 'simulator' ? 'steps' : 'nanoseconds',
    deadlocks: [{ verdict: 'deadlock', cycle: ['transfer-1', 'lock_b', 'transfer-2', 'lock_a'] }],
    objects: [
      { name: 'lock_a', kind: 'lock', acquisitions: 1, contended: 0, unmet: 1, holders: [{ thread: 'transfer-1', acquisitions: 1 }] },
      { name: 'lock_b', kind: 'lock', acquisitions: 1, contended: 0, unmet: 1, holders: [{ thread: 'transfer-2', acquisitions: 1 }] }
    ]
  })
  const words = await lab(['analyze', file])
  expect(words.out).toContain('transfer-1 waits for lock_b, held by transfer-2; transfer-2 waits for lock_a, held by transfer-1')
  expect((await lab(['convert', 'run.arrows', 'picture.svg'], folder)).code).toBe(0)
  expect(readFileSync(join(folder, 'picture.svg'), 'utf8')).toMatch(/^(<\?xml[^>]*>\s*)?<svg[^]*transfer-1[^]*<\/svg>\s*$/)
  expect((await lab(['convert', 'run.arrows', 'trace.json'], folder)).code).toBe(0)
  const chrome: unknown = JSON.parse(readFileSync(join(folder, 'trace.json'), 'utf8'))
  expect(JSON.stringify(chrome)).toContain('transfer-2')
})

test('a schedule decides the run, is printed whole, and replays to the same bytes', async () => {
  const folder = emptyFolder()
  const short = await runJson('two_locks.py', '--schedule', '1 2', '--out', join(folder, 'a.arrows'))
  expect(short.report).toMatchObject({ status: 'deadlock', schedule: '1 2', steps: 2 })
  const serial = await runJson('two_locks.py', '--schedule', '1 1 1')
  expect(serial.report).toMatchObject({ status: 'finished', output: ['forward', 'backward', 'done'] })
  expect(serial.report.schedule).toMatch(/^1 1 1 /)
  const random = await runJson('counter.py', '--seed', '7', '--set', 'N=3', '--out', join(folder, 'b.arrows'))
  const again = await runJson('counter.py', '--schedule', String(random.report.schedule), '--set', 'N=3', '--out', join(folder, 'd.arrows'))
  expect({ ...again.report, elapsedMs: 0 }).toEqual({ ...random.report, elapsedMs: 0 })
  await runJson('two_locks.py', '--schedule', '1 2', '--out', join(folder, 'c.arrows'))
  expect(readFileSync(join(folder, 'c.arrows')).equals(readFileSync(join(folder, 'a.arrows')))).toBe(true)
  expect(readFileSync(join(folder, 'd.arrows')).equals(readFileSync(join(folder, 'b.arrows')))).toBe(true)
})

test('every total from 2 to 2N of the counter has its schedule', async () => {
  const totals = await Promise.all(
    ['1 2 1 2 1 2 1 2', '1 2 2 1 1 1 2 2', '1 1 1 1'].map(async (schedule) => (await runJson('counter.py', '--schedule', schedule)).report.output)
  )
  expect(totals).toEqual([['2'], ['3'], ['4']])
})

test.each([
  ['1 1 1 1 1 9', /step 6\b.*\b9\b/],
  ['1 1 2', /step 3\b.*transfer-2/],
  ['1 2 1', /step 3\b/],
  ['one', /step 1\b/]
])('a schedule that cannot be followed names its step: %s', async (schedule, words) => {
  const { code, err, json } = await lab(['run', 'two_locks.py', '--schedule', schedule, '--json'])
  expect(err).toMatch(words)
  expect(code).toBe(2)
  expect(json()).toMatchObject({ status: 'error', problems: [{ what: expect.any(String), try: expect.any(String) }] })
})

test.each(engines)('%s: --set refuses a name that the program does not have, and what is no literal', async (engine) => {
  const unknown = await lab(['run', 'counter.py', '--engine', engine, '--set', 'M=3'])
  expect(unknown).toMatchObject({ code: 2, out: '' })
  expect(unknown.err).toMatch(/^counter\.py:0:0: .*\bM\b.*\(try: .*\)\n$/)
  const noLiteral = await lab(['run', 'counter.py', '--engine', engine, '--set', 'N=len("x")'])
  expect(noLiteral).toMatchObject({ code: 2, out: '' })
  expect(noLiteral.err).toContain('counter.py:0:0: ')
})

test.each(['simulator', 'threads'])('%s: a program outside the subset is refused with its places, on stderr and as JSON', async (engine) => {
  const { code, err, json } = await lab(['run', 'outside.py', '--engine', engine, '--json'])
  expect(code).toBe(2)
  expect(err).toMatch(/^outside\.py:2:\d+: .*os.* \(try: .*\)$/m)
  expect(err).toMatch(/^outside\.py:4:\d+: .*\(try: .*\/\/.*\)$/m)
  const { status, problems } = json() as { status: string; problems: { line: number }[] }
  expect(status).toBe('error')
  expect(problems.map(({ line }) => line)).toEqual(expect.arrayContaining([2, 4]))
  for (const problem of problems) expect(Object.keys(problem)).toEqual(['file', 'line', 'column', 'what', 'try'])
})

test.skipIf(noPython)('the python engine takes any script, its arguments, and its stderr', async () => {
  const { code, out, err } = await lab(['run', 'any_script.py', '--engine', 'python', '--', 'one', '--two'])
  expect({ code, out }).toEqual({ code: 0, out: 'one --two\n' })
  expect(err).toMatch(/^to the side\n/)
  const outside = await runJson('outside.py', '--engine', 'python')
  expect(outside.report).toMatchObject({ status: 'finished', schedule: null, output: [join(import.meta.dirname, 'programs')] })
})

test('an interpreter that is not there is refused', async () => {
  const { code, err } = await lab(['run', 'counter.py', '--engine', 'python', '--python', '/nowhere/python3'])
  expect(code).toBe(2)
  expect(err).toContain('/nowhere/python3')
})

test('convert writes nothing but what it can, and leaves nothing behind when it cannot', async () => {
  const folder = emptyFolder()
  const refused = await lab(['convert', 'a.arrows', 'a.png'], folder)
  expect(refused.code).toBe(2)
  expect(refused.err).toContain('a.png:0:0: cannot write .png; there is .svg and .json (try: a.svg)')
  expect(await lab(['convert', 'missing.arrows', 'a.svg'], folder)).toMatchObject({ code: 2 })
  expect(existsSync(join(folder, 'a.svg'))).toBe(false)
  expect((await lab(['analyze', join(import.meta.dirname, 'programs', 'counter.py')])).code).toBe(2)
})

test.skipIf(noPython)('--compare tells how much slower recording was, and why not where it cannot', async () => {
  const { err } = await lab(['run', 'counter.py', '--engine', 'python', '--compare'])
  expect(err).toMatch(/^cost: ×\d+\.\d against a plain run: \d+ ms, \d+ ms without; recording took \d+\.\d µs an event, [\d,]+ events a second$/m)
  const stuck = await runJson('two_locks.py', '--engine', 'python', '--compare')
  expect(stuck.report['cost']).toMatchObject({ slowdown: null, plainMs: null, words: expect.stringMatching(/; not compared: the run ended in deadlock$/) })
  const refused = await lab(['run', 'counter.py', '--compare'])
  expect(refused.code).toBe(2)
})
