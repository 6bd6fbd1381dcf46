import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { only, planFor, printed, run, sample, top, watch } from './recordedRun'
import { noPython, pythons } from './pythons'

describe.skipIf(noPython)('a real run', () => {
  test('says what ran where', async () => {
    const plan = planFor('constants.py', { arguments: ['one', 'two words'] })
    const { trace, events, end } = await run(plan)
    expect(trace.header).toMatchObject({
      engine: 'python',
      observer: 'faithful',
      detail: 'sync',
      arguments: ['one', 'two words'],
      scheduler: null,
      program: { file: 'constants.py', text: plan.source, rewritten: false },
      host: { runtime: expect.stringMatching(/^CPython 3\.\d+\.\d+/) }
    })
    expect(printed(events)).toEqual(["6 nobody __main__ ['one', 'two words'] True"])
    expect(events.map(({ type }) => type)).toEqual(['processStarted', 'threadStarted', 'printed', 'measured', 'threadEnded', 'processExited', 'ended'])
    expect(end).toMatchObject({ status: 'finished', events: 7, dropped: 0 })
  })

  test('parameters are set from outside; the program is rewritten then, and runs as before otherwise', async () => {
    const { trace, events } = await run(planFor('constants.py', { set: { N: '21', NAME: "'you'" }, arguments: ['x'] }))
    expect(printed(events)).toEqual(["42 you __main__ ['x'] True"])
    expect(trace.header).toMatchObject({ set: { N: '21' }, program: { rewritten: true } })
  })

  test('an edited text runs under its name, untouched', async () => {
    const { trace, events } = await run(planFor('constants.py', { source: 'print(__file__, __name__)\n' }))
    expect(printed(events)).toEqual([`${sample('constants.py')} __main__`])
    expect(trace.header.program).toMatchObject({ rewritten: false, text: 'print(__file__, __name__)\n' })
  })

  test('lines of many threads are whole, each is of its thread, and nothing is heard twice', async () => {
    const { events } = await run(planFor('prints.py'))
    const lines = only(events, 'printed')
    for (const [n, name] of ['a', 'b', 'c', 'd'].entries()) {
      const expected = Array.from({ length: 200 }, (_, i) => `${name} ${i} ${'x'.repeat(20)}`)
      expect(lines.filter(({ thread }) => thread === n + 1).map(({ text }) => text)).toEqual(expected)
    }
    const ofMain = lines.filter(({ thread, stream }) => thread === 0 && stream === 'stdout').map(({ text }) => text)
    expect(ofMain).toEqual(['no newline and its end', 'bytes', 'ä'.repeat(20_000), 'last'])
    expect(lines.filter(({ thread }) => thread === -1).map(({ text }) => text)).toEqual(['past the tracer'])
    expect(lines.filter(({ thread, text }) => thread > 4 && text === 'from a child').length).toBe(1)
    expect(printed(events, 'stderr')).toEqual(['to stderr'])
  })

  test('lines that are begun and never ended are told, in a deadlock too; endless ones come in pieces', async () => {
    const { end, events } = await run(planFor('begun_lines.py'))
    expect(end.status).toBe('deadlock')
    const of = (thread: number): string[] => only(events, 'printed').flatMap((event) => (event.thread === thread ? [event.text] : []))
    expect(of(0)).toEqual([`${'.'.repeat(20_000)}all`, 'first second', 'waits'])
    expect(of(1)).toEqual(['asked'])
    expect(of(-1).join('')).toBe('y'.repeat(3_000_000))
    expect(of(-1).length).toBeGreaterThan(1)
  })

  test.each(['sync', 'access'] as const)('a module beside the program goes before one of the library, as without the lab (%s)', async (detail) => {
    for (const { path } of pythons) {
      const { events } = await run(planFor('beside/main.py', { python: path, detail }))
      // some installations import a few of these before any program begins: what counts is what this one does
      const bare = spawnSync(path, ['-B', sample('beside/main.py')], { encoding: 'utf8' })
      expect(bare.stdout).toContain('mine')
      expect({ path, printed: printed(events) }).toEqual({ path, printed: bare.stdout.trimEnd().split(/\r?\n/) })
    }
  })

  test.runIf(process.platform === 'linux')(
    'the tracer is compiled once, away from its own folder, and the program finds Python’s settings as they were',
    async () => {
      const cache = mkdtempSync(join(tmpdir(), 'bytecode-test-'))
      vi.stubEnv('XDG_CACHE_HOME', cache)
      const compiled = (): string[] => readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((file) => /labtrace.*\.pyc$/.test(file))
      const asWithout = process.env['PYTHONDONTWRITEBYTECODE'] ? 'True None' : 'False None'
      const source = 'import sys\nprint(sys.dont_write_bytecode, sys.pycache_prefix)\n'
      try {
        const first = await run(planFor('constants.py', { source }))
        expect(printed(first.events)).toEqual([asWithout])
        expect(compiled().length).toBeGreaterThan(20)
        expect(readdirSync(join(top, 'resources/python/labtrace'))).not.toContain('__pycache__')
        // nowhere to keep it is no problem
        vi.stubEnv('XDG_CACHE_HOME', sample('constants.py'))
        expect(printed((await run(planFor('constants.py', { source }))).events)).toEqual([asWithout])
      } finally {
        vi.unstubAllEnvs()
        rmSync(cache, { recursive: true, force: true })
      }
    }
  )

  test('moments never go backwards', async () => {
    const { trace } = await run(planFor('counter.py'))
    const { at, length } = trace.events
    expect(at[0]).toBe(0)
    for (let row = 1; row < length; row++) expect(at[row]).toBeGreaterThanOrEqual(at[row - 1] ?? 0)
  })

  test('events are told while it runs', async () => {
    const watched = watch(planFor('forever.py'))
    await watched.until(() => only(watched.events(), 'acquired').length > 100)
    expect(only(watched.events(), 'ended')).toEqual([])
    await watched.recording.kill()
  })

  test.each(['sync', 'access'] as const)('any script runs, whatever of the library it uses, under every Python found (%s)', async (detail) => {
    for (const { path, version } of pythons) {
      const { end, events, trace } = await run(planFor('any_script.py', { python: path, detail }))
      expect({ version, status: end.status, printed: printed(events) }).toEqual({
        version,
        status: 'finished',
        printed: ['timer', '[0, 1, 2, 3, 4] [0, 1, 4, 9] 1']
      })
      expect(printed(events, 'stderr')).toEqual(['INFO:root:logged True'])
      expect([...trace.threads.values()][1]?.name).toBe('Thread-1 (consumer)')
    }
  })
})

describe.skipIf(noPython)('what cannot be run', () => {
  test.each(['sync', 'access'] as const)('a text that is no Python is refused with its line (%s)', async (detail) => {
    const watched = watch(planFor('broken.py', { detail }))
    const end = await watched.recording.ended
    expect(end).toMatchObject({ status: 'failed', events: 0, problem: { at: expect.stringMatching(/^line 3, column \d+$/) } })
    expect(watched.stages).toEqual([])
  })

  test('a parameter that the program does not have is refused', async () => {
    const end = await watch(planFor('constants.py', { set: { M: '1' } })).recording.ended
    expect(end.problem?.what).toContain('`M`')
    expect(end.problem?.try).toContain('N, NAME')
  })

  test('an interpreter that is not there, and one that is none, are refused', async () => {
    const missing = await watch(planFor('constants.py', { python: '/nowhere/python3' })).recording.ended
    expect(missing).toMatchObject({ status: 'failed', problem: { at: '/nowhere/python3' } })
    const other = await watch(planFor('constants.py', { python: process.execPath })).recording.ended
    expect(other).toMatchObject({ status: 'failed', problem: { at: process.execPath } })
  })
})
