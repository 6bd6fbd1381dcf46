import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, watch as watchFolder, utimesSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { describe, expect, test, vi } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { lossesOf } from '../../../src/core/analysis/losses'
import { validate } from '../../../src/core/trace/validate'
import { isAlive, only, planFor, printed, run, sample, top, watch } from './recordedRun'
import { noPython } from './pythons'

describe.skipIf(noPython)('how a real run ends', () => {
  test('an exception in a thread makes it failed, though Python exits with 0', async () => {
    const { end, events } = await run(planFor('failing_thread.py'))
    expect(end.status).toBe('failed')
    expect(only(events, 'raised').map(({ thread, line, kind, message }) => ({ thread, line, kind, message }))).toEqual([
      { thread: 1, line: 5, kind: 'ValueError', message: 'on purpose' }
    ])
    expect(only(events, 'processExited').map(({ code }) => code)).toEqual([0])
    expect(printed(events)).toEqual(['main went on'])
  })

  test.each(['sync', 'access'] as const)('an exception in main makes it failed, and its traceback is Python’s own (%s)', async (detail) => {
    const { end, events } = await run(planFor('failing_main.py', { detail }))
    expect(end.status).toBe('failed')
    expect(only(events, 'raised').map(({ line, kind }) => ({ line, kind }))).toEqual([{ line: 2, kind: 'ZeroDivisionError' }])
    expect(printed(events, 'stderr').filter((line) => line.includes('File'))).toEqual([
      `  File "${sample('failing_main.py')}", line 5, in <module>`,
      `  File "${sample('failing_main.py')}", line 2, in divide`
    ])
    expect(printed(events, 'stderr').map((line) => line.trim())).toContain('divide(1, 0)')
    expect(only(events, 'processExited').map(({ code }) => code)).toEqual([1])
  })

  test.each(['sync', 'access'] as const)('a traceback does not show what the recorder put in the way (%s)', async (detail) => {
    const { events } = await run(planFor('failing_release.py', { detail }))
    expect(only(events, 'raised').map(({ thread, line, kind }) => ({ thread, line, kind }))).toEqual([
      { thread: 1, line: 8, kind: 'RuntimeError' },
      { thread: 0, line: 14, kind: 'ValueError' }
    ])
    const frames = printed(events, 'stderr').filter((line) => line.includes('File'))
    expect(frames.filter((line) => line.includes('failing_release.py')).length).toBe(2)
    expect(frames.filter((line) => line.includes('labtrace'))).toEqual([])
  })

  test('a script that leaves by os._exit keeps what it had begun to print', async () => {
    const { end, events } = await run(planFor('exits.py'))
    expect(end.status).toBe('failed')
    expect(printed(events)).toEqual(['before'])
    expect(only(events, 'processExited').map(({ code }) => code)).toEqual([7])
    expect(only(events, 'acquired').length).toBe(1)
  })

  test('a script killed by SIGKILL keeps everything up to that moment', async () => {
    const { end, events } = await run(planFor('killed.py'))
    expect(end.status).toBe('failed')
    expect(only(events, 'acquired').length).toBe(1000)
    expect(only(events, 'released').length).toBe(1000)
    expect(only(events, 'processExited').map(({ code }) => code)).toEqual([-9])
  })

  test('killed while it records accesses, it keeps those that its other records came after', async () => {
    const { events } = await run(planFor('killed.py', { detail: 'access' }))
    expect(only(events, 'written').at(-1)?.value).toBe(1000)
  })

  test('the time limit ends it', async () => {
    const { end, events } = await run(planFor('forever.py', { timeoutMs: 3000, maxEvents: 10_000 }))
    expect(end.status).toBe('timeout')
    expect(only(events, 'ended').map(({ status }) => status)).toEqual(['timeout'])
  })

  test('main has ended before it waits for the others: a thread may wait for its end, and what is to run at exit is main’s again', async () => {
    const { end, trace, events } = await run(planFor('main_is_joined.py'))
    expect(end.status).toBe('finished')
    expect(printed(events)).toEqual(['main is over', 'left'])
    expect(only(events, 'acquired').map(({ thread }) => thread)).toEqual([0])
    expect(validate(trace)).toMatchObject({ ok: true })
  })

  test('daemons that wait for ever end with the program, and are no deadlock', async () => {
    const { end, trace, events } = await run(planFor('daemons_left.py'))
    expect(end.status).toBe('failed')
    expect(deadlocksAt(trace, trace.end)).toEqual([])
    expect(
      only(events, 'threadEnded')
        .map(({ thread }) => thread)
        .toSorted((a, b) => a - b)
    ).toEqual([0, 1])
  })

  test('stop asks first: the program may say its last words', async () => {
    const watched = watch(planFor('forever.py'))
    await watched.until(() => printed(watched.events()).includes('running'))
    await watched.recording.stop()
    expect((await watched.recording.ended).status).toBe('stopped')
    expect(only(watched.events(), 'raised').map(({ kind }) => kind)).toEqual(['KeyboardInterrupt'])
  })

  test('stop ends a program that does not listen', async () => {
    const watched = watch(planFor('stubborn.py'))
    await watched.until(() => printed(watched.events()).includes('running'))
    await watched.recording.stop()
    expect((await watched.recording.ended).status).toBe('stopped')
    expect(only(watched.events(), 'processExited').map(({ code }) => code)).toEqual([-9])
  })

  test('kill ends it with its child processes', async () => {
    const watched = watch(planFor('children.py'))
    await watched.until(() => printed(watched.events()).length > 0)
    const processes = (printed(watched.events())[0] ?? '').split(' ').map(Number)
    expect(processes.filter(isAlive)).toEqual(processes)
    await watched.recording.kill()
    expect(processes.filter(isAlive)).toEqual([])
    expect((await watched.recording.ended).status).toBe('killed')
  })

  test('events beyond the limit are counted, not hidden', async () => {
    const { end, trace, events } = await run(planFor('counter.py', { maxEvents: 1000 }))
    expect(end.status).toBe('finished')
    expect(only(events, 'ended')[0]?.dropped).toBe(end.dropped)
    expect(only(events, 'dropped').reduce((sum, { count }) => sum + count, 0)).toBe(end.dropped)
    // the gap begins where the limit was reached, and not with the run
    const lastKept = events.findLast(({ type }) => type === 'acquired' || type === 'released')
    expect(lossesOf(trace.events)[0]?.from).toBeGreaterThanOrEqual(lastKept?.at ?? Number.POSITIVE_INFINITY)
    // how it ended and who has ended is known all the same
    expect(only(events, 'processExited').map(({ code }) => code)).toEqual([0])
    expect(only(events, 'threadEnded').length).toBe(only(events, 'threadStarted').length)
    expect(only(events, 'acquired').length + only(events, 'released').length + end.dropped).toBeGreaterThan(80_000 - 10)
  })

  test('no run leaves a folder behind, and what a killed lab left is swept away', async () => {
    // a temporary folder of its own: other runs may come and go in the common one
    const folder = mkdtempSync(join(tmpdir(), 'recorder-test-'))
    vi.stubEnv('TMPDIR', folder)
    vi.stubEnv('TEMP', folder)
    const left = mkdtempSync(join(folder, `concurrency-lab-run-${spawnSync(process.execPath, ['--version']).pid}-`))
    utimesSync(left, 0, 0)
    const seen: string[] = []
    const watcher = watchFolder(folder, (_, name) => seen.push(name ?? ''))
    try {
      await run(planFor('counter.py', { set: { N: '10' } }))
      await expect.poll(() => seen).toContainEqual(expect.stringMatching(/^concurrency-lab-run-/))
      expect(readdirSync(folder)).toEqual([])
    } finally {
      watcher.close()
      vi.unstubAllEnvs()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe.skipIf(noPython)('when the recording process itself is killed', () => {
  test.each(['two_locks.py', 'children.py', 'stubborn.py'])('%s and its children end too', async (file) => {
    const folder = mkdtempSync(join(tmpdir(), 'recorder-test-'))
    try {
      await build({
        logLevel: 'silent',
        configFile: false,
        build: { ssr: resolve(top, 'test/recorders/python/recordForKill.ts'), outDir: folder, emptyOutDir: false }
      })
      const entry = readdirSync(folder).find((name) => name.startsWith('recordForKill')) ?? ''
      expect(existsSync(join(folder, entry))).toBe(true)
      const recorder = spawn(process.execPath, [join(folder, entry), resolve(top, 'resources'), sample(file)], { stdio: ['ignore', 'pipe', 'inherit'] })
      const processes: number[] = []
      for await (const line of createInterface({ input: recorder.stdout })) {
        if (line === 'now') break
        processes.push(...line.split(' ').map(Number))
      }
      expect(processes.filter(isAlive)).toEqual(processes)
      recorder.kill('SIGKILL')
      await expect.poll(() => processes.filter(isAlive), { timeout: 120_000 }).toEqual([])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
