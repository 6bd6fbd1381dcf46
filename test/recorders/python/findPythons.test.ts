import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bestPython, findPythons } from '../../../src/recorders/python/findPythons'
import { pythonPlaces } from '../../../src/recorders/python/pythonPlaces'
import { noPython, pythons } from './pythons'

const home = mkdtempSync(join(tmpdir(), 'pythons-test-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A program that answers like a Python of some version. */
function pretend(folder: string, name: string, version: string, implementation = 'cpython'): string {
  const path = join(home, folder, name)
  mkdirSync(join(home, folder), { recursive: true })
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' '${path}' '${version}' '${implementation}' '${join(home, folder)}'\n`)
  chmodSync(path, 0o755)
  return path
}

const surroundings = (...path: string[]) => ({ platform: process.platform, environment: { PATH: path.map((folder) => join(home, folder)).join(':') }, home })

test.skipIf(process.platform === 'win32')(
  'what python3 means in a terminal comes first, then newer before older, then those that are refused, with the reason',
  async () => {
    const usual = pretend('usual', 'python3', '3.10.2')
    const old = pretend('more', 'python3.7', '3.7.16')
    const free = pretend('more', 'python3.13t', '3.13.1t')
    const other = pretend('more', 'python3.9', '3.9.1', 'pypy')
    const kept = pretend('.pyenv/versions/3.12.4/bin', 'python3', '3.12.4')
    symlinkSync(usual, join(home, 'more', 'python3'))
    linkSync(free, join(home, 'more', 'python3.13'))
    pretend('more', 'python3-config', '0')
    const found = (await findPythons(surroundings('usual', 'more'))).filter(({ path }) => path.startsWith(home))
    expect(found.map(({ path, version }) => [path, version])).toEqual([
      [usual, '3.10.2'],
      [free, '3.13.1t'],
      [kept, '3.12.4'],
      [other, '3.9.1'],
      [old, '3.7.16']
    ])
    expect(found.map(({ refused }) => refused)).toEqual([null, null, null, expect.stringContaining('CPython'), expect.stringContaining('3.8')])
  }
)

test('a machine without any has an empty list of places on its path', () => {
  expect(pythonPlaces({ ...surroundings('nothing'), home: join(home, 'nobody') }).filter((place) => place.startsWith(home))).toEqual([])
})

test.skipIf(noPython)('the best one is the first of the list', async () => {
  expect((await bestPython())?.path).toBe(pythons[0]?.path)
})
