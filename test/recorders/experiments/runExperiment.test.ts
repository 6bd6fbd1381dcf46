import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Experiment, experiments } from '../../../src/core/experiments/experiment'
import { lostShare, type RaceRow } from '../../../src/core/experiments/race'
import { raceEverywhere } from '../../../src/recorders/experiments/raceEverywhere'
import { runExperiment } from '../../../src/recorders/experiments/runExperiment'
import { threadsRecorder } from '../../../src/recorders/threads/recordThreads'
import { processTable } from '../../processTable'
import { noPython, pythons } from '../python/pythons'
import { builtWorker } from '../threads/builtWorker'

const resources = resolve(import.meta.dirname, '../../../resources')
const folder = resolve(resources, 'experiments')
const [python] = pythons
let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

const measured = (experiment: Experiment, abort = new AbortController().signal) =>
  runExperiment({ experiment, folder, python: python ?? { path: '', version: '', implementation: '' }, repeats: 1 }, () => {}, abort)

// of this process: other tests may run the same experiments
const children = (): string =>
  processTable()
    .filter(({ parent }) => parent === process.pid)
    .map(({ words }) => words)
    .join('\n')

test.runIf(!noPython).each(experiments)('$id: every way is measured, or says why it cannot be here', async (experiment) => {
  const { ways, host } = await measured(experiment)
  expect(host.runtime).toBe(`CPython ${python?.version}`)
  const told = ways.map(
    ({ measurements, skipped }) => skipped ?? measurements.map((one) => Object.values(one).every((figure) => figure === null || figure >= 0)).join()
  )
  expect(told.filter((words) => !/^true$|NumPy|C compiler|header files/.test(words))).toEqual([])
})

test.runIf(!noPython)('what waits gains by threads and asyncio on any machine', async () => {
  const sensors = experiments.find(({ id }) => id === 'sensors')
  if (sensors === undefined) throw new Error('no sensors')
  const { ways } = await measured(sensors)
  const [serial = 0, few = 0, , gathered = 0] = ways.map(({ measurements }) => measurements[0]?.seconds)
  expect(serial).toBeGreaterThan(2.5)
  expect(few).toBeLessThan(serial / 3)
  expect(gathered).toBeLessThan(serial / 3)
})

test.runIf(!noPython)('an experiment that is called off ends its process and gives what it has', async () => {
  const [cpu] = experiments
  if (cpu === undefined) throw new Error('no experiment')
  const abort = new AbortController()
  const going = runExperiment(
    { experiment: cpu, folder, python: python ?? { path: '', version: '', implementation: '' }, repeats: 100 },
    () => setTimeout(() => abort.abort(), 200),
    abort.signal
  )
  const { ways } = await going
  expect(ways.every(({ measurements }) => measurements.length < 100)).toBe(true)
  expect(children()).not.toContain(resolve(folder, 'cpu.py'))
})

test('a Python that is none is a reason, not a crash', async () => {
  const [cpu] = experiments
  if (cpu === undefined) throw new Error('no experiment')
  const { ways } = await runExperiment(
    { experiment: cpu, folder, python: { path: '/no/such/python', version: '3.0', implementation: 'cpython' }, repeats: 2 },
    () => {},
    new AbortController().signal
  )
  for (const { skipped, measurements } of ways) expect([skipped?.startsWith('Python could not be started'), measurements.length]).toEqual([true, 0])
})

test('the same counter loses updates on real threads, and every Python here is asked', async () => {
  const rows: RaceRow[] = []
  const files = [resolve(resources, 'scenarios/counter.py')]
  await raceEverywhere({ files, turns: 200_000, repeats: 3, threads: threadsRecorder(worker) }, (row) => rows.push(row), new AbortController().signal)
  for (const { came, expected, skipped } of rows) {
    expect(skipped).toBe(null)
    for (const value of came) expect(value).toBeLessThanOrEqual(expected)
  }
  expect(rows.map(({ engine }) => engine)).toEqual(expect.arrayContaining([...pythons.map(({ version }) => `CPython ${version}`), 'the lab’s real threads']))
  const real = rows.find(({ engine }) => engine === 'the lab’s real threads')
  expect(real?.came.length).toBe(3)
  expect(real && lostShare(real)).toBeGreaterThanOrEqual(0)
})
