import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findPythons } from '../../src/recorders/python/findPythons'
import { pythonRecorder } from '../../src/recorders/python/recordPython'
import type { Plan } from '../../src/recorders/recorder'

const repeats = 7
const folder = mkdtempSync(join(tmpdir(), 'bench-python-'))
const record = pythonRecorder(resolve('resources'))

/** Each program prints the processor time of its loop, in nanoseconds a turn. */
const programs = {
  lockPair: `
import threading, time
N = 200_000
lock = threading.Lock()
def work():
    acquire, release = lock.acquire, lock.release
    for _ in range(N):
        acquire()
        release()
def main():
    t = threading.Thread(target=work)
    begun = time.process_time_ns()
    t.start(); t.join()
    print((time.process_time_ns() - begun) / N)
main()
`,
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
    print((time.process_time_ns() - begun) / N)
main()
`,
  nothing: 'pass\n'
} as const

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

function written(name: keyof typeof programs): string {
  const path = join(folder, `${name}.py`)
  writeFileSync(path, programs[name])
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
        for (const text of texts.values()) if (/^[\d.]+$/.test(text)) printed = text
      },
      stage() {}
    }
  ).ended
  if (end.status !== 'finished') throw new Error(JSON.stringify(end))
  return { printed: Number(printed), milliseconds: performance.now() - begun, events: end.events }
}

function bare(python: string, path: string) {
  const begun = performance.now()
  const printed = Number(execFileSync(python, [path], { encoding: 'utf8' }))
  return { printed, milliseconds: performance.now() - begun }
}

async function repeated<Result>(act: () => Result | Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let i = 0; i < repeats; i++) results.push(await act())
  return results
}

async function compare(python: string, version: string): Promise<void> {
  const nanos = (results: readonly { printed: number }[]): string => median(results.map(({ printed }) => printed)).toFixed(0)
  const lockPair = written('lockPair')
  const increment = written('increment')
  const nothing = written('nothing')
  const locks = await repeated(() => recorded(python, lockPair, {}))
  const elapsed = median((await repeated(() => recorded(python, nothing, {}))).map(({ milliseconds }) => milliseconds))
  const bareElapsed = median((await repeated(() => bare(python, nothing))).map(({ milliseconds }) => milliseconds))
  console.log(`CPython ${version}`)
  console.log(`  acquire + release       bare ${nanos(await repeated(() => bare(python, lockPair)))} ns, recorded ${nanos(locks)} ns (2 events)`)
  console.log(
    `  counter += 1            bare ${nanos(await repeated(() => bare(python, increment)))} ns, faithful ${nanos(await repeated(() => recorded(python, increment, { detail: 'access' })))} ns, stress ${nanos(await repeated(() => recorded(python, increment, { detail: 'access', observe: 'stress' })))} ns (2 events)`
  )
  console.log(`  a program that does nothing, from start to end    bare ${bareElapsed.toFixed(0)} ms, recorded ${elapsed.toFixed(0)} ms`)
  const rate = median(locks.map(({ events, milliseconds }) => events / milliseconds / 1000))
  console.log(`  events told, start-up included    ${rate.toFixed(2)} million a second`)
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
