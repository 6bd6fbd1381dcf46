import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Plan } from '../../src/recorders/recorder'
import { threadsRecorder } from '../../src/recorders/threads/recordThreads'
import { counter } from '../recorders/threads/programs'
import type { Measure } from './measure'

const turns = 500_000
const increment = counter('        counter += 1')
const lockPair = counter('        lock.acquire()\n        lock.release()')

/** Runs a program whose threads make so many turns each. */
async function run(worker: string, source: string, threads: 1 | 2, detail: Plan['detail'], turnsEach: number): Promise<void> {
  const end = await threadsRecorder(worker)(
    {
      engine: 'threads',
      path: '/program.py',
      set: {},
      detail,
      observe: 'faithful',
      python: null,
      arguments: [],
      folder: '/',
      timeoutMs: 120_000,
      maxEvents: 5_000_000,
      onDeadlock: 'end',
      source: source.replace('range(2)', `range(${threads})`).replace('N = 1000000', `N = ${turnsEach}`)
    },
    { header() {}, batch() {}, stage() {} }
  ).ended
  if (end.status !== 'finished') throw new Error(JSON.stringify(end))
}

/** The same loop in a worker that knows nothing of the lab. */
async function bare(turn: string, turnsEach: number): Promise<void> {
  const text = `
    const H = new Int32Array(new SharedArrayBuffer(64))
    for (let i = 0; i < ${turnsEach}; i++) { ${turn} }`
  const worker = new Worker(text, { eval: true })
  await new Promise((done) => worker.once('exit', done))
}

/** Processor time of all threads of this process, nanoseconds: unlike time on the wall, it means something on a machine that has other work too. */
async function processorTime(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) * 1000
}

/** What recording real threads costs a turn, the host that reads included and the start of the workers taken off, beside the same work without a recorder. */
export async function bench(measure: Measure): Promise<void> {
  // the worker as the command line has it
  execFileSync(process.execPath, ['scripts/build-cli.mjs'])
  const worker = resolve('out/cli/threadWorker.js')
  const perTurn = (work: (turnsEach: number) => Promise<void>, threads: 1 | 2) => async (): Promise<number> => {
    const start = await processorTime(() => work(1))
    return ((await processorTime(() => work(turns))) - start) / turns / threads
  }
  const recorded = (source: string, threads: 1 | 2, detail: Plan['detail']) => perTurn((turnsEach) => run(worker, source, threads, detail, turnsEach), threads)
  const alone = (turn: string) => perTurn((turnsEach) => bare(turn, turnsEach), 1)
  const ns = { unit: 'ns', runs: 7 }
  await measure('counter += 1, bare', alone('Atomics.store(H, 0, Atomics.load(H, 0) + 1)'), ns)
  await measure('counter += 1, sync (no events)', recorded(increment, 1, 'sync'), ns)
  await measure('counter += 1, access (2 events)', recorded(increment, 1, 'access'), ns)
  await measure('counter += 1, access, two threads', recorded(increment, 2, 'access'), ns)
  await measure('lock pair, bare', alone('Atomics.compareExchange(H, 0, 0, 1); Atomics.exchange(H, 0, 0)'), ns)
  await measure('lock pair, sync (2 events)', recorded(lockPair, 1, 'sync'), ns)
  await measure('lock pair, sync, two threads', recorded(lockPair, 2, 'sync'), ns)
  await measure('a whole program with one thread, on the wall', () => run(worker, increment, 1, 'access', 1), { runs: 7 })
}
