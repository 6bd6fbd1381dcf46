import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { jsonFile } from '../../src/main/jsonFile'
import { readCapped } from '../../src/main/readCapped'
import { recentFiles } from '../../src/main/recentFiles'
import { programFile, runFolders } from '../../src/main/runFolders'
import { realPrograms, scenarios } from '../../src/main/scenarios'
import { writeWhole } from '../../src/main/writeWhole'
import { temporaryFolder } from './temporaryFolder'

test('a file is written in its place, and nothing is left beside it', async () => {
  const folder = temporaryFolder()
  await writeWhole(join(folder, 'a.txt'), 'old')
  await writeWhole(join(folder, 'a.txt'), 'new')
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['a.txt'])
})

test('writing follows a link and keeps permissions', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'real.py'), 'old', { mode: 0o755 })
  symlinkSync(join(folder, 'real.py'), join(folder, 'link.py'))
  await writeWhole(join(folder, 'link.py'), 'new')
  expect(readFileSync(join(folder, 'real.py'), 'utf8')).toBe('new')
  expect(lstatSync(join(folder, 'link.py')).isSymbolicLink()).toBe(true)
  expect(lstatSync(join(folder, 'real.py')).mode & 0o777).toBe(0o755)
})

test('what is no regular file is left alone, and so is a folder that is not there', async () => {
  const folder = temporaryFolder()
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  await expect(writeWhole(pipe, 'x')).rejects.toThrow('EINVAL')
  expect(lstatSync(pipe).isFIFO()).toBe(true)
  await expect(writeWhole(join(folder, 'missing/a.txt'), 'x')).rejects.toThrow('ENOENT')
  expect(readdirSync(folder)).toEqual(['pipe'])
})

test('a write that fails leaves nothing behind', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'taken'))
  await expect(writeWhole(join(folder, 'taken'), 'x')).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/)
  expect(readdirSync(folder)).toEqual(['taken'])
})

test('a stored value comes back; a damaged, foreign or missing file counts as none', async () => {
  const path = join(temporaryFolder(), 'value.json')
  const stored = jsonFile(path, z.strictObject({ n: z.int() }), { n: 0 })
  expect(await stored.read()).toEqual({ n: 0 })
  await Promise.all([stored.write({ n: 1 }), stored.write({ n: 2 })])
  expect(await stored.read()).toEqual({ n: 2 })
  writeFileSync(path, '{ "n": 2')
  expect(await stored.read()).toEqual({ n: 0 })
  writeFileSync(path, '{ "n": "two" }')
  expect(await stored.read()).toEqual({ n: 0 })
})

test('only a regular file within the limit is read', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'a.py')
  writeFileSync(path, 'print(1)')
  expect(await readCapped(path, 8)).toEqual({ ok: true, value: new Uint8Array(Buffer.from('print(1)')) })
  truncateSync(path, 9)
  expect(await readCapped(path, 8)).toMatchObject({ ok: false, problem: { at: path } })
  expect(await readCapped(folder, 8)).toMatchObject({ ok: false })
  expect(await readCapped(join(folder, 'none'), 8)).toMatchObject({ ok: false, problem: { what: 'There is no such file.' } })
})

test('recent files stand newest first, once each, ten at most, and the menu hears of every change', async () => {
  const heard: (readonly string[])[] = []
  const recent = recentFiles(join(temporaryFolder(), 'recent.json'), (paths) => heard.push(paths))
  for (let n = 1; n <= 12; n++) await recent.add(`/data/${n}.arrows`)
  await recent.add('/data/5.arrows')
  const names = (await recent.list()).map(({ name }) => name)
  expect(names).toEqual([5, 12, 11, 10, 9, 8, 7, 6, 4, 3].map((n) => `${n}.arrows`))
  await recent.remove('/data/5.arrows')
  await recent.clear()
  expect(await recent.list()).toEqual([])
  expect(heard).toHaveLength(15)
})

test('scenarios are the Python files of the folder: first those of its index, in its order, then the others by name', async () => {
  const folder = temporaryFolder()
  for (const name of ['a.py', 'b.py', 'c.py', 'd.py', 'notes.txt']) writeFileSync(join(folder, name), `# ${name}`)
  const programs = [
    { file: 'd.py', fixed: false },
    { file: 'gone.py', fixed: true },
    { file: 'b.py', fixed: true }
  ]
  writeFileSync(join(folder, 'index.json'), JSON.stringify([{ theme: 'Races', programs }]))
  expect(await scenarios(folder)).toEqual([
    { file: 'd.py', theme: 'Races', fixed: false, text: '# d.py' },
    { file: 'b.py', theme: 'Races', fixed: true, text: '# b.py' },
    { file: 'a.py', theme: 'Others', fixed: false, text: '# a.py' },
    { file: 'c.py', theme: 'Others', fixed: false, text: '# c.py' }
  ])
})

test('a damaged index orders nothing, and a missing folder holds no scenarios', async () => {
  const folder = temporaryFolder()
  for (const name of ['b.py', 'a.py']) writeFileSync(join(folder, name), '')
  writeFileSync(join(folder, 'index.json'), '[{')
  expect((await scenarios(folder)).map(({ file }) => file)).toEqual(['a.py', 'b.py'])
  expect(await scenarios(join(folder, 'none'))).toEqual([])
})

test('the program for real processes is listed beside them, where it is', async () => {
  expect(await realPrograms(join(import.meta.dirname, '../../resources/experiments'))).toMatchObject([
    { file: 'fork.py', theme: 'Real processes' },
    { file: 'web_server.py', theme: 'Real servers' }
  ])
  expect(await realPrograms(join(temporaryFolder(), 'none'))).toEqual([])
})

test('the newest twenty runs of earlier sessions are kept', async () => {
  const root = temporaryFolder()
  for (let n = 1; n <= 23; n++) {
    mkdirSync(join(root, `old-${n}`))
    utimesSync(join(root, `old-${n}`), n, n)
  }
  const folders = await runFolders(root, 'now')
  expect(readdirSync(root)).toHaveLength(20)
  expect(readdirSync(root)).not.toContain('old-3')
  expect(readdirSync(await folders.make(1))).toEqual([])
})

test('a program from disk runs where it stands; an edited one from a copy, and a new one in the folder of the run', async () => {
  const [home, run] = [temporaryFolder(), temporaryFolder()]
  const path = join(home, 'count.py')
  writeFileSync(path, 'print(1)')
  expect(await programFile(run, { file: 'count.py', path, source: 'print(1)' })).toEqual({ path, folder: home })
  expect(await programFile(run, { file: 'count.py', path, source: 'print(2)' })).toEqual({ path: join(run, 'count.py'), folder: home })
  writeFileSync(path, 'print(3)\r\nprint(4)')
  expect(await programFile(run, { file: 'count.py', path, source: 'print(3)\nprint(4)' })).toEqual({ path, folder: home })
  expect(readFileSync(join(run, 'count.py'), 'utf8')).toBe('print(2)')
  expect(await programFile(run, { file: 'new.py', path: null, source: '' })).toEqual({ path: join(run, 'new.py'), folder: run })
})
