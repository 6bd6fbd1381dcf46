import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { bestPython } from '../../../src/recorders/python/findPythons'
import { probePython } from '../../../src/recorders/python/probePython'
import { planFor, printed, run, watch } from './recordedRun'
import { found, noPython, pythons } from './pythons'

const folder = mkdtempSync(join(tmpdir(), 'refused-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A file with this text, that may be run or not. */
function fileOf(name: string, text: string, mode: number): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}

const older = found.filter(({ version, implementation }) => implementation === 'cpython' && /^(2\.|3\.[0-7]\.)/.test(version))
if (older.length === 0) console.warn('NOT TESTED: there is no Python before 3.8 on this machine')

describe('interpreters that cannot be recorded', () => {
  test.each(older)('CPython $version is listed and refused, and a run with it says why', async ({ path, version, refused }) => {
    expect(refused).toBe(`Python ${version} is older than 3.8, the oldest that can be recorded`)
    const end = await watch(planFor('constants.py', { python: path })).recording.ended
    expect(end).toMatchObject({ status: 'failed', events: 0, problem: { at: path, what: `${refused}.`, try: 'Choose another Python.' } })
  })

  test.skipIf(process.platform === 'win32')('another implementation is refused by its name', async () => {
    const path = fileOf('pypy3', `#!/bin/sh\nprintf '%s\\n' '${join(folder, 'pypy3')}' 3.10.14 pypy '${folder}'\n`, 0o755)
    const end = await watch(planFor('constants.py', { python: path })).recording.ended
    expect(end).toMatchObject({ status: 'failed', problem: { at: path, what: 'pypy 3.10.14 is not CPython, and only CPython can be recorded.' } })
  })

  test.skipIf(process.platform === 'win32')('a file that may not be run, a text, and a program that is no Python', async () => {
    const wrong = [
      fileOf('not-executable', '#!/bin/sh\n', 0o644),
      fileOf('text', 'these are words', 0o755),
      fileOf('silent', '#!/bin/sh\nexit 0\n', 0o755),
      folder,
      join(folder, 'missing')
    ]
    for (const path of wrong) {
      const watched = watch(planFor('constants.py', { python: path }))
      expect(await watched.recording.ended).toMatchObject({
        status: 'failed',
        events: 0,
        problem: { at: path, what: 'This is no Python that can be started.' }
      })
      expect(watched.stages).toEqual([])
    }
  })

  test.skipIf(process.platform !== 'linux')('one that hangs is refused soon, and nothing of it is left', async () => {
    const path = fileOf('hanging', '#!/bin/sh\nsleep 7531\n', 0o755)
    const end = await watch(planFor('constants.py', { python: path })).recording.ended
    expect(end).toMatchObject({
      status: 'failed',
      events: 0,
      problem: { at: path, what: 'This Python was started and then did nothing for 3 s.', try: 'Choose another Python.' }
    })
    expect(await probePython(path)).toBeNull()
    await expect.poll(() => sleepers('7531'), { timeout: 60_000 }).toEqual([])
  })

  test.skipIf(process.platform !== 'linux')('asking one that works and never answers is called off at once, and nothing of it is left', async () => {
    const path = fileOf('endless', '#!/bin/sh\n(while :; do :; done)\n', 0o755)
    const cancelled = AbortSignal.abort()
    // at many moments of its start: what it is just starting must not get away
    for (let round = 0; round < 40; round++) {
      const cancel = new AbortController()
      const asked = probePython(path, cancel.signal)
      for (let turn = 0; turn < round; turn++) await new Promise(setImmediate)
      cancel.abort()
      expect(await asked).toBeNull()
    }
    expect(await bestPython({ platform: process.platform, environment: { PATH: folder }, home: folder }, cancelled)).toBeNull()
    await expect.poll(() => running((words) => words.includes(path))).toEqual([])
  })
})

describe.skipIf(noPython || process.platform === 'win32')('interpreters that do not come to the first line', () => {
  afterEach(() => void vi.unstubAllEnvs())
  const problemOf = async (more: Parameters<typeof planFor>[1]) => (await watch(planFor('constants.py', more)).recording.ended).problem

  test('of all that one says that cannot start, its reason is told', async () => {
    vi.stubEnv('PYTHONHASHSEED', 'nonsense')
    const problem = await problemOf({})
    expect(problem?.what).toContain('ended with 1 before the first line, and said: Fatal Python error: ')
    expect(problem?.what).toContain('PYTHONHASHSEED')
  })

  test.each(['-S', '-I', '-E'])('one that is started with %s keeps the tracer out, and that is told in either detail', async (word) => {
    const path = fileOf(`python${word}`, `#!/bin/sh\nexec '${pythons[0]?.path}' ${word} "$@"\n`, 0o755)
    expect((await problemOf({ python: path, detail: 'access' }))?.what).toContain('and said: this Python is started with -S, -E or -I')
    expect(await problemOf({ python: path, detail: 'sync' })).toMatchObject({
      what: expect.stringContaining('came to its end without the tracer of the lab.'),
      try: expect.stringContaining('-S, -E or -I')
    })
  })

  test('one that never ends to say things that are no Python’s is not listened to for long', async () => {
    const path = fileOf('babbling', '#!/bin/sh\nexec yes babbling-7532\n', 0o755)
    expect(await problemOf({ python: path })).toEqual({ at: path, what: 'This is no Python that can be started.', try: 'Choose another Python.' })
    await expect.poll(() => running((words) => words.includes('babbling-7532'))).toEqual([])
  })

  test('a sitecustomize that raises is told as Python tells it, and the program runs', async () => {
    fileOf('sitecustomize.py', 'raise ValueError("of theirs")\n', 0o644)
    vi.stubEnv('PYTHONPATH', folder)
    const { end, events } = await run(planFor('constants.py'))
    expect(printed(events, 'stderr')).toEqual(['Error in sitecustomize; set PYTHONVERBOSE for traceback:', 'ValueError: of theirs'])
    expect(end.status).toBe('finished')
  })
})

/** Numbers of the processes that sleep for so many seconds. */
const sleepers = (seconds: string): string[] => running((words) => words.join(' ') === `sleep ${seconds}`)

/** Numbers of the processes with such a command line. */
const running = (isMeant: (words: readonly string[]) => boolean): string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return isMeant(readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').slice(0, -1))
    } catch {
      return false
    }
  })
