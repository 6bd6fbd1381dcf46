import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findPythons } from '../../src/recorders/python/findPythons'
import { pythonRecorder } from '../../src/recorders/python/recordPython'
import type { Plan } from '../../src/recorders/recorder'

const repeats = 5
const folder = mkdtempSync(join(tmpdir(), 'bench-python-'))
const record = pythonRecorder(resolve('resources'))

/** One operation each, how often it is done, and how many events it is. `setup` runs once, before. */
const operations = [
  { name: 'lock: acquire, release', events: 2, times: 100_000, setup: 'lock = threading.Lock()', act: 'lock.acquire(); lock.release()' },
  { name: 'with lock', events: 2, times: 100_000, setup: 'lock = threading.Lock()', act: 'with lock: pass' },
  { name: 'with rlock', events: 2, times: 100_000, setup: 'lock = threading.RLock()', act: 'with lock: pass' },
  { name: 'with semaphore', events: 2, times: 50_000, setup: 'lock = threading.Semaphore()', act: 'with lock: pass' },
  { name: 'condition: notify under its lock', events: 3, times: 50_000, setup: 'c = threading.Condition()', act: 'with c: c.notify()' },
  { name: 'event: set, wait, clear', events: 3, times: 50_000, setup: 'e = threading.Event()', act: 'e.set(); e.wait(); e.clear()' },
  { name: 'barrier of one', events: 1, times: 30_000, setup: 'b = threading.Barrier(1)', act: 'b.wait()' },
  { name: 'queue: put, get', events: 2, times: 30_000, setup: 'q = queue.Queue()', act: 'q.put(1); q.get()' },
  { name: 'simple queue: put, get', events: 2, times: 50_000, setup: 'q = queue.SimpleQueue()', act: 'q.put(1); q.get()' },
  { name: 'thread: start, join', events: 4, times: 1_000, setup: '', act: 't = threading.Thread(target=int); t.start(); t.join()' },
  { name: 'pool: submit, result', events: 9, times: 1_000, setup: 'p = futures.ThreadPoolExecutor(1)', act: 'p.submit(int).result()' },
  // a step is two events: a task goes to wait, and goes on
  {
    name: 'a thousand steps of a task',
    events: 2_000,
    times: 50,
    setup: 'async def steps():\n    for _ in range(1_000):\n        await asyncio.sleep(0)',
    act: 'asyncio.run(steps())'
  },
  { name: 'print a line', events: 1, times: 20_000, setup: '', act: 'print("some words")' }
] as const

type Operation = (typeof operations)[number]

/** Prints the processor time of an operation in nanoseconds. */
const measured = ({ times, setup, act }: Operation): string => `
import asyncio, queue, sys, threading, time
from concurrent import futures
${setup}
def work():
    for _ in range(${times}):
        ${act}
t = threading.Thread(target=work)
begun = time.process_time_ns()
t.start(); t.join()
print("took", (time.process_time_ns() - begun) / ${times})
`

const programs = {
  increment: `
import threading, time
N = 200_000
counter = 0
def work():
    global counter
    for _ in range(N):
        counter += 1
def main():
    t = threading.Thread(target=work)
    begun = time.process_time_ns()
    t.start(); t.join()
    print("took", (time.process_time_ns() - begun) / N)
main()
`,
  shared: `
import multiprocessing, time
N = 20_000
total = multiprocessing.Value("i", 0)
begun = time.process_time_ns()
for _ in range(N):
    total.value += 1
print("took", (time.process_time_ns() - begun) / N)
`,
  nothing: 'pass\n'
} as const

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

function written(name: string, text: string): string {
  const path = join(folder, `${name}.py`)
  writeFileSync(path, text)
  return path
}

/** Runs a program under the recorder; gives what it printed, how long it all took, and how many events a second were told. */
async function recorded(python: string, path: string, more: Partial<Plan>) {
  let printed = ''
  const begun = performance.now()
  const end = await record(
    {
      engine: 'python',
      path,
      source: readFileSync(path, 'utf8'),
      set: {},
      detail: 'sync',
      observe: 'faithful',
      python,
      arguments: [],
      folder,
      timeoutMs: 120_000,
      maxEvents: 5_000_000,
      onDeadlock: 'end',
      ...more
    },
    {
      header() {},
      batch({ texts }) {
        for (const text of texts.values()) if (text.startsWith('took ')) printed = text.slice(5)
      },
      stage() {}
    }
  ).ended
  if (end.status !== 'finished') throw new Error(JSON.stringify(end))
  return { printed: Number(printed), milliseconds: performance.now() - begun, events: end.events, perEvent: end.cost?.perEventNs ?? Number.NaN }
}

function bare(python: string, path: string) {
  const begun = performance.now()
  const printed = execFileSync(python, [path], { encoding: 'utf8' })
  return { printed: Number(printed.slice(printed.lastIndexOf('took ') + 5)), milliseconds: performance.now() - begun }
}

async function repeated<Result>(act: () => Result | Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let i = 0; i < repeats; i++) results.push(await act())
  return results
}

const nanos = (results: readonly { readonly printed: number }[]): number => median(results.map(({ printed }) => printed))

async function compare(python: string, version: string): Promise<void> {
  console.log(`CPython ${version}`)
  for (const operation of operations) {
    const path = written('operation', measured(operation))
    const [without, results] = [nanos(await repeated(() => bare(python, path))), await repeated(() => recorded(python, path, {}))]
    const withRecords = nanos(results)
    const perEvent = (withRecords - without) / operation.events
    console.log(`  ${operation.name.padEnd(36)} bare ${without.toFixed(0)} ns, recorded ${withRecords.toFixed(0)} ns, ${perEvent.toFixed(0)} ns an event`)
    if (operation === operations[0]) {
      const rate = median(results.map(({ events, milliseconds }) => events / milliseconds / 1000))
      const told = median(results.map(({ perEvent: ns }) => ns))
      console.log(`  ${''.padEnd(36)} its runs said ${told.toFixed(0)} ns an event; ${rate.toFixed(2)} million events a second told, start-up included`)
    }
  }
  const increment = written('increment', programs.increment)
  const stress = nanos(await repeated(() => recorded(python, increment, { detail: 'access', observe: 'stress' })))
  const faithful = nanos(await repeated(() => recorded(python, increment, { detail: 'access' })))
  const without = nanos(await repeated(() => bare(python, increment)))
  console.log(`  ${'counter += 1'.padEnd(36)} bare ${without.toFixed(0)} ns, faithful ${faithful.toFixed(0)} ns, stress ${stress.toFixed(0)} ns (2 events)`)
  const shared = written('shared', programs.shared)
  const [alone, locked, told] = [
    nanos(await repeated(() => bare(python, shared))),
    nanos(await repeated(() => recorded(python, shared, {}))),
    nanos(await repeated(() => recorded(python, shared, { detail: 'access' })))
  ]
  console.log(
    `  ${'total.value += 1 of a shared value'.padEnd(36)} bare ${alone.toFixed(0)} ns, its lock ${locked.toFixed(0)} ns (4 events), with accesses ${told.toFixed(0)} ns (6 events)`
  )
  const nothing = written('nothing', programs.nothing)
  const elapsed = median((await repeated(() => recorded(python, nothing, {}))).map(({ milliseconds }) => milliseconds))
  const bareElapsed = median((await repeated(() => bare(python, nothing))).map(({ milliseconds }) => milliseconds))
  console.log(`  ${'a program that does nothing'.padEnd(36)} bare ${bareElapsed.toFixed(0)} ms, recorded ${elapsed.toFixed(0)} ms`)
}

/** What recording a real Python costs: medians, for each Python found, or for the versions named behind the bench's name. */
export async function bench(): Promise<void> {
  const wanted = process.argv.slice(3)
  try {
    for (const { path, version, refused } of await findPythons()) {
      if (refused === null && (wanted.length === 0 || wanted.includes(version))) await compare(path, version)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
