import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { planFor, watch } from './recordedRun'
import { found } from './pythons'

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
})
