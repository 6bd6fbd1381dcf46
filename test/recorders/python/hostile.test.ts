import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { validate } from '../../../src/core/trace/validate'
import { everywhere } from './recordedEverywhere'
import { only, planFor, printed, run, sample } from './recordedRun'
import { noPython, pythons } from './pythons'

/** These end by themselves, and print the same lines in the same order each time; the bare Python does so where it keeps nothing back. */
const programs = readdirSync(sample('hostile')).filter((name) => name.endsWith('.py') && !['raising_signals.py', 'huge_output.py'].includes(name))
const linesOf = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r?\n/)

describe.skipIf(noPython)('hostile programs under every Python found', () => {
  test.each(programs)('%s prints what it prints without the lab, and ends as it ends there', async (program) => {
    for (const { path, version } of pythons) {
      const bare = spawnSync(path, ['-B', sample(`hostile/${program}`)], { encoding: 'utf8', timeout: 120_000, env: { ...process.env, PYTHONUNBUFFERED: '1' } })
      const { trace, events } = await run(planFor(`hostile/${program}`, { python: path }))
      const exit = only(events, 'processExited').at(-1)
      expect({ version, code: exit?.code, out: printed(events) }).toEqual({ version, code: bare.status, out: linesOf(bare.stdout) })
      expect({ version, err: printed(events, 'stderr') }).toEqual({ version, err: bare.stderr === '' ? [] : linesOf(bare.stderr) })
      expect({ version, order: validate(trace) }).toEqual({ version, order: { ok: true, value: null } })
    }
  })

  test.each(programs)('%s does so as well where every access is recorded', async (program) => {
    const [python] = pythons
    const bare = spawnSync(python?.path ?? '', ['-B', sample(`hostile/${program}`)], {
      encoding: 'utf8',
      timeout: 120_000,
      env: { ...process.env, PYTHONUNBUFFERED: '1' }
    })
    const { events } = await run(planFor(`hostile/${program}`, { detail: 'access' }))
    const out = (text: string): string[] => (text === '' ? [] : linesOf(text))
    expect({ code: only(events, 'processExited').at(-1)?.code, out: printed(events), err: printed(events, 'stderr') }).toEqual({
      code: bare.status,
      out: out(bare.stdout),
      err: out(bare.stderr)
    })
  })

  test('what a subinterpreter does is not recorded, and the recording says so', async () => {
    const { events } = await run(planFor('hostile/subinterpreter.py'))
    const marks = only(events, 'marked').filter(({ text }) => text.includes('subinterpreter'))
    expect(marks.map(({ line, text }) => [line, text])).toEqual([[7, 'A subinterpreter begins: what it does is not recorded.']])
    expect(only(events, 'declared')).toEqual([])
  })

  test('handlers that raise in the middle of a record neither hide what comes later nor a deadlock', () =>
    everywhere('hostile/raising_signals.py', ({ version, end, events }) => {
      expect({ version, status: end.status, printed: printed(events) }).toEqual({ version, status: 'deadlock', printed: ['end 100'] })
    }))

  test('an exception that comes in the middle of a record leaves no lock held', () =>
    everywhere('thrown_into.py', ({ version, events }) => expect({ version, said: printed(events) }).toEqual({ version, said: Array(6).fill('True False') })))

  test('megabytes of output come whole, with their times, by whichever way', async () => {
    const { end, events } = await run(planFor('hostile/huge_output.py'))
    expect(end).toMatchObject({ status: 'finished', dropped: 0 })
    const lines = only(events, 'printed').filter(({ stream }) => stream === 'stdout')
    const of = (thread: number): number => lines.filter((line) => line.thread === thread && line.text === 'x'.repeat(99)).length
    expect([of(1), of(-1), lines.length]).toEqual([20_000, 20_000, 40_000])
    expect(new Set(lines.map(({ at }) => at)).size).toBeGreaterThan(1000)
    expect(printed(events, 'stderr')).toEqual(['done'])
  })

  test('a lock that was asked for where the stack ends is not held afterwards', async () => {
    const { trace, events } = await run(planFor('hostile/deep_recursion.py'))
    const [lock] = [...trace.objects.values()].filter(({ name }) => name === 'again')
    const count = (type: 'acquired' | 'released'): number => only(events, type).filter(({ object }) => object === lock?.id).length
    expect(count('acquired')).toBe(count('released') + 1)
  })
})
