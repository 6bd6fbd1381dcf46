import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRecording } from '../../src/core/formats/readRecording'
import { type HostNews, hostRun } from '../../src/recorders/hostRun'
import type { Plan } from '../../src/recorders/recorder'
import { threadsRecorder } from '../../src/recorders/threads/recordThreads'
import { builtWorker } from './threads/builtWorker'
import { twoLocks, unlocked } from './threads/programs'

let worker = ''
let removeWorker = async (): Promise<void> => undefined
let folder = ''
beforeAll(async () => {
  ;({ file: worker, remove: removeWorker } = await builtWorker())
  folder = await mkdtemp(join(tmpdir(), 'lab-host-'))
})
afterAll(async () => {
  await removeWorker()
  await rm(folder, { recursive: true, force: true })
})

const planOf = (source: string): Plan => ({
  engine: 'threads',
  path: '/programs/program.py',
  source,
  set: {},
  detail: 'access',
  observe: 'faithful',
  python: null,
  arguments: [],
  folder: '/programs',
  timeoutMs: 120_000,
  maxEvents: 1_000_000,
  onDeadlock: 'park'
})

async function rowsIn(file: string): Promise<number> {
  const read = readRecording(await readFile(file))
  if (!read.ok) throw new Error(read.problem.what)
  return read.value.trace.events.length
}

test('a host tells header, batches, stages and end in order, and leaves the whole run in the file', async () => {
  const file = join(folder, 'deadlock.arrows')
  const news: HostNews[] = []
  const parked = new Promise<void>((resolve) => {
    const run = hostRun(threadsRecorder(worker), planOf(twoLocks), file, (item) => {
      news.push(item)
      if (item.type === 'stage' && item.stage === 'parked') void run.stop().then(resolve)
    })
  })
  await parked
  expect(news[0]).toMatchObject({ type: 'header', header: { engine: 'threads' } })
  expect(news.filter(({ type }) => type === 'stage')).toEqual([
    { type: 'stage', stage: 'running' },
    { type: 'stage', stage: 'parked' }
  ])
  expect(news.at(-1)).toMatchObject({ type: 'ended', status: 'deadlock', problem: null, file })
  const told = news.reduce((sum, item) => sum + (item.type === 'batch' ? item.batch.length : 0), 0)
  const read = readRecording(await readFile(file))
  expect(read).toMatchObject({ ok: true, value: { truncated: false, irregular: null, trace: { status: 'deadlock' } } })
  expect(await rowsIn(file)).toBe(told)
})

test('each batch is in the file before it is told, so whoever is killed then has lost nothing that was seen', async () => {
  const file = join(folder, 'growing.arrows')
  let told = 0
  const rows: Promise<[number, number]>[] = []
  const run = hostRun(threadsRecorder(worker), planOf(unlocked.replace('1000000', '20000')), file, (item) => {
    if (item.type !== 'batch') return
    told += item.batch.length
    const seen = told
    rows.push(rowsIn(file).then((count) => [seen, count]))
  })
  await run.ended
  const counts = await Promise.all(rows)
  expect(counts.length).toBeGreaterThan(1)
  for (const [seen, inFile] of counts) expect(inFile).toBeGreaterThanOrEqual(seen)
})

test('a program that is refused ends with its problem, and no file is left', async () => {
  const file = join(folder, 'refused.arrows')
  const news: HostNews[] = []
  await hostRun(threadsRecorder(worker), planOf('x = 1 / 2\n'), file, (item) => news.push(item)).ended
  expect(news).toMatchObject([{ type: 'ended', status: 'failed', file: null, problem: { at: 'line 1, column 5' } }])
  expect(existsSync(file)).toBe(false)
})

test('a file that cannot be written is said at the end; the run itself goes on', async () => {
  const news: HostNews[] = []
  await hostRun(threadsRecorder(worker), planOf('print("hello")\n'), join(folder, 'nowhere', 'run.arrows'), (item) => news.push(item)).ended
  expect(news.at(-1)).toMatchObject({ type: 'ended', status: 'finished', file: null, problem: { what: expect.stringContaining('could not be written') } })
  expect(news.some((item) => item.type === 'batch')).toBe(true)
})
