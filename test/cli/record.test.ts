import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { noPython } from '../recorders/python/pythons'
import { emptyFolder, lab, startLab } from './lab'

beforeAll(async () => void (await lab(['--version'])))

const engine = noPython ? 'threads' : 'python'

test('a program is recorded: as much as run says, and what recording was like', async () => {
  const file = join(emptyFolder(), 'two.arrows')
  const { code, json } = await lab(['record', 'two_locks.py', '--engine', engine, '--out', file, '--json'])
  expect(code).toBe(3)
  expect(json()).toMatchObject({
    engine,
    status: 'deadlock',
    deadlocks: [{ cycle: ['transfer-1', 'lock_b', 'transfer-2', 'lock_a'] }],
    dropped: 0,
    recording: file
  })
  expect((await lab(['analyze', file, '--json'])).json()).toMatchObject({ status: 'deadlock', truncated: false })
})

test.skipIf(noPython)('a recording says what making it took, and how much slower the program was for it when that is asked', async () => {
  const file = join(emptyFolder(), 'counter.arrows')
  const { err } = await lab(['record', 'counter.py', '--compare', '--out', file])
  expect(err).toMatch(/^cost: ×\d+\.\d against a plain run: \d+ ms, \d+ ms without; recording took \d+\.\d µs an event/m)
  expect((await lab(['analyze', file])).out).toMatch(/^recording took \d+\.\d µs an event$/m)
  expect((await lab(['record', '--compare', '--', 'true'])).code).toBe(2)
})

test('several runs: one file each, median and range', async () => {
  const folder = emptyFolder()
  const words = ['record', 'counter.py', '--engine', engine, '--repeat', '2', '--out', join(folder, 'c.arrows'), '--json']
  const { code, json } = await lab(words)
  expect(code).toBe(0)
  expect(json()).toMatchObject({ repeat: 2, runs: [{ status: 'finished' }, { status: 'finished' }] })
  const { elapsedMs } = json() as { elapsedMs: { median: number; least: number; most: number } }
  expect(elapsedMs.least).toBeLessThanOrEqual(elapsedMs.median)
  expect(elapsedMs.median).toBeLessThanOrEqual(elapsedMs.most)
  expect(readdirSync(folder).toSorted()).toEqual(['c-1.arrows', 'c-2.arrows'])
})

test.runIf(process.platform === 'linux')('any command, with its exit code and what looking at it took', async () => {
  const { code, json } = await lab(['record', '--rate', '500', '--json', '--', 'sh', '-c', 'echo hi; sleep 0.1; exit 4'])
  expect(code).toBe(1)
  expect(json()).toMatchObject({ engine: 'command', status: 'failed', output: ['hi'], exit: 4, cost: { words: expect.stringContaining('500 looks a second') } })
})

test.runIf(process.platform === 'linux')('a program that failed without an exception: its exit code or signal is said', async () => {
  const file = join(emptyFolder(), 'killed.arrows')
  expect((await lab(['record', '--', 'sh', '-c', 'exit 3'])).err).toContain('exit: the program ended with exit code 3\n')
  expect((await lab(['record', '--out', file, '--', 'sh', '-c', 'kill -9 $$'])).err).toContain('exit: the program ended by SIGKILL\n')
  expect((await lab(['analyze', file])).out).toContain('the program ended by SIGKILL\n')
})

test('what is missing is said with the time in which it was lost', async () => {
  const { err } = await lab(['record', 'counter.py', '--engine', engine, '--set', 'N=40_000', '--limit-events', '2000'])
  expect(err).toMatch(/^missing: [\d,]+ dropped between [\d.]+ (m|µ|n)?s and [\d.]+ m?s/m)
})

test('a recording of limited size is whole up to there, and says how many events are missing', async () => {
  const file = join(emptyFolder(), 'small.arrows')
  const { json } = await lab(['record', 'counter.py', '--engine', engine, '--set', 'N=40_000', '--limit-mib', '1', '--out', file, '--json'])
  const { dropped, events } = json() as { dropped: number; events: number }
  expect(dropped).toBeGreaterThan(0)
  expect(events).toBeGreaterThan(10_000)
  expect(statSync(file).size).toBeLessThan(1.1 * 1024 * 1024)
  expect((await lab(['analyze', file, '--json'])).json()).toMatchObject({ truncated: false, dropped })
})

test('where a recording cannot be written, it says so before anything runs', async () => {
  const folder = emptyFolder()
  mkdirSync(join(folder, 'taken.arrows'))
  expect((await lab(['record', 'counter.py', '--out', join(folder, 'taken.arrows')])).err).toContain('this is a folder')
  expect((await lab(['record', 'counter.py', '--out', join(folder, 'gone', 'x.arrows')])).err).toContain('there is no such file or folder')
})

test.runIf(existsSync('/dev/full'))('a full disk is said', async () => {
  const file = join(emptyFolder(), 'full.arrows')
  symlinkSync('/dev/full', file)
  const { code, err } = await lab(['record', 'counter.py', '--engine', engine, '--out', file])
  expect(code).toBe(2)
  expect(err).toContain('the disk is full')
})

test.each([
  [['record'], 'nothing to record'],
  [['record', '--engine', 'threads', '--', 'ls'], 'records a program'],
  [['record', 'counter.py', '--rate', '9'], '--rate is for the command engine'],
  [['record', '--engine', 'command', 'counter.py'], 'a command stands behind --'],
  [['record', 'counter.py', '--repeat', 'often'], '--repeat is a whole number'],
  [['record', 'counter.py', '--out', 'x.json'], 'does not end in .arrows']
])('%s: %s', async (words, complaint) => {
  const { code, err } = await lab(words)
  expect(code).toBe(2)
  expect(err).toContain(complaint)
})

test('a signal between runs ends them all, and what was recorded is whole', async () => {
  const file = join(emptyFolder(), 'r.arrows')
  const { child, left } = startLab(['record', 'started.py', '--engine', 'threads', '--detail', 'sync', '--repeat', '5', '--out', file, '--json'])
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (text: string) => text.includes('started') && resolve())
  })
  child.kill('SIGINT')
  const { code, json } = await left
  expect(code).toBe(130)
  expect(json()).toMatchObject({ runs: [{ status: 'stopped' }] })
})
