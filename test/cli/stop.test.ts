import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { processTable } from '../processTable'
import { noPython } from '../recorders/python/pythons'
import { emptyFolder, lab, programs, startLab } from './lab'

beforeAll(async () => void (await lab(['--version'])))

/** Waits until something is true; the test's own time limit bounds it. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((done) => setTimeout(done, 20))
}

const processesWith = (word: string) => processTable().filter(({ words }) => words.includes(word))

test.each(['simulator', 'threads', ...(noPython ? [] : ['python'])])(
  '%s: a signal stops the run in order: the recording is whole, and no process is left',
  async (engine) => {
    const folder = emptyFolder()
    const file = join(folder, 'stopped.arrows')
    const { child, left } = startLab(['run', 'started.py', '--engine', engine, '--out', file, '--detail', engine === 'simulator' ? 'access' : 'sync', '--json'])
    const errors: string[] = []
    child.stderr.on('data', (text: string) => errors.push(text))
    await until(() => errors.join('').includes('started'))
    child.kill('SIGTERM')
    const { code, json } = await left
    expect(code).toBe(143)
    expect(json()).toMatchObject({ engine, status: 'stopped' })
    expect((await lab(['analyze', file, '--json'])).json()).toMatchObject({ status: 'stopped', truncated: false })
    expect(processesWith(file)).toEqual([])
    expect(processesWith(join('programs', 'started.py'))).toEqual([])
  }
)

test.each([
  ['words', ['help', 'run']],
  ['a result that comes when the work is over', ['record', '--json', '--', process.execPath, '--version']]
])('a reader that goes away early is no error to speak of, and the exit code says that the pipe was closed: %s', async (_, words) => {
  const { child, left } = startLab(words)
  child.stdout.destroy()
  expect(await left).toMatchObject({ err: '', code: 141 })
})

test.skipIf(noPython)('a recorded program ends when nobody reads its lines any more, and nothing is said about it', async () => {
  const folder = emptyFolder()
  const file = join(folder, 'talking.py')
  writeFileSync(file, 'import time\nwhile True:\n    print("line")\n    time.sleep(0.01)\n')
  const { child, left } = startLab(['record', file])
  child.stdout.once('data', () => child.stdout.destroy())
  expect(await left).toMatchObject({ err: '', code: 141 })
  expect(processesWith(file)).toEqual([])
})

test.each(['SIGTERM', 'SIGKILL'] as const)('npm ended by %s takes the run with it', async (signal) => {
  const file = join(emptyFolder(), 'abandoned.arrows')
  const words = ['run', '-s', 'lab', '--', 'run', join(programs, 'started.py'), '--engine', 'threads', '--detail', 'sync', '--out', file]
  const npm = spawn('npm', words, { cwd: resolve(import.meta.dirname, '../..'), stdio: 'ignore' })
  await until(() => existsSync(file))
  npm.kill(signal)
  await until(() => processesWith(file).length === 0)
  expect((await lab(['analyze', file, '--json'])).json()).toMatchObject({ truncated: false, status: 'stopped' })
})
