import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { mulberry32 } from '../../src/core/simulator/scheduler'
import { withRandomSleeps } from '../engines/withRandomSleeps'
import { noPython, pythons } from '../recorders/python/pythons'
import { folder, type Scenario, scenarios } from './scenarios'

// CPython writes a line and its newline apart, so that lines of two threads can tear; in the lab a line is one step, so here it is one write
const wholeLines = `
import builtins, sys
def whole(*values, sep=" ", end="\\n", file=None, flush=False):
    (file or sys.stdout).write(sep.join(map(str, values)) + end)
builtins.print = whole
with open(sys.argv[1], encoding="utf-8") as file:
    # in the main module, where processes of a pool look for functions
    exec(compile(file.read(), sys.argv[1], "exec"), globals())
`

/** What a real run came to; `outcome` is null when it had to be killed. */
interface RealRun {
  readonly outcome: string | null
  /** Kinds of the exceptions whose traces were written. */
  readonly failures: readonly string[]
}

const mayHang = ({ claims }: Scenario): boolean => claims.deadlock || claims.livelock

function realRun(python: string, scenario: Scenario, file: string): Promise<RealRun> {
  return new Promise((resolve, reject) => {
    // a group of its own: who must be killed may have processes that wait for ever, too
    const child = spawn(python, ['-c', wholeLines, file], { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let [stdout, stderr, killed] = ['', '', false]
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const limit = setTimeout(
      () => {
        killed = true
        process.kill(-(child.pid ?? 0), 'SIGKILL')
      },
      mayHang(scenario) ? 2000 : 120_000
    )
    child.on('error', reject)
    child.on('close', () => {
      clearTimeout(limit)
      const failures = [...stderr.matchAll(/^(\w+)(?:: .*)?$/gm)].map(([, kind]) => kind ?? '')
      resolve({ outcome: killed ? null : stdout.trimEnd().split(/\r?\n/).join('|'), failures: [...new Set(failures)] })
    })
  })
}

/**
 * Runs all programs: those that end six at a time, so that no run starves for the others; beside them at once all that may hang, as they mostly sleep or wait to be killed.
 * `fileOf` gives the file that stands for a program.
 */
async function everyRun(python: string, fileOf: (scenario: Scenario) => string): Promise<[Scenario, RealRun][]> {
  const found: [Scenario, RealRun][] = []
  const run = async (scenario: Scenario): Promise<void> => void found.push([scenario, await realRun(python, scenario, fileOf(scenario))])
  const left = scenarios.filter((scenario) => !mayHang(scenario))
  const inTurn = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await run(next)
  }
  await Promise.all([...scenarios.filter(mayHang).map(run), ...Array.from({ length: 6 }, inTurn)])
  return found
}

/** What a run did that the index does not claim. */
function unclaimed([scenario, { outcome, failures }]: [Scenario, RealRun]): string[] {
  const { file, claims } = scenario
  const hangs = outcome === null && !mayHang(scenario)
  const prints = outcome !== null && claims.outcomes?.includes(outcome) === false
  const fails = failures.filter((kind) => !claims.failures.includes(kind))
  return [...(hangs ? ['does not end'] : []), ...(prints ? [`prints ${outcome}`] : []), ...fails].map((what) => `${file}: ${what}`)
}

test.skipIf(noPython).each(pythons)('$version: every program comes to something that the index claims', async ({ path }) => {
  expect((await everyRun(path, ({ file }) => file)).flatMap(unclaimed)).toEqual([])
})

// what the index claims is what the explorer finds in every order, so this holds real runs against it
test.skipIf(noPython).each([1, 2])('with random sleeps (seed %i) too, by which rare orders come often', async (seed) => {
  const slowed = mkdtempSync(join(tmpdir(), 'lab-sleeps-'))
  onTestFinished(() => rmSync(slowed, { recursive: true, force: true }))
  const random = mulberry32(seed)
  for (const { file, text } of scenarios) writeFileSync(join(slowed, file), withRandomSleeps(text, random))
  const path = pythons[0]?.path ?? ''
  expect((await everyRun(path, ({ file }) => join(slowed, file))).flatMap(unclaimed)).toEqual([])
})
