import { execFile } from 'node:child_process'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createExploration, usualOptions } from '../../src/core/explorer/exploration'
import type { Report } from '../../src/core/explorer/report'
import type { Program } from '../../src/core/program/program'
import { validate } from '../../src/core/trace/validate'
import { compiled } from '../core/simulator/compiled'
import { pythons } from '../recorders/python/pythons'
import { builtWorker } from '../recorders/threads/builtWorker'
import { recordProgram } from '../recorders/threads/recordProgram'
import { cameTo, waysToEnd } from './cameTo'
import { taskProgram } from './generatedTasks'

// more of them by hand: LAB_TASK_PROGRAMS=2000 LAB_TASK_SEED=7 npx vitest run test/engines/generatedTasks.test.ts
const count = Number(process.env['LAB_TASK_PROGRAMS'] ?? 40)
const seed = Number(process.env['LAB_TASK_SEED'] ?? 1)
/** Larger ones take too long to search for what they are worth. */
const mostStates = 5_000

interface Searched {
  readonly source: string
  readonly program: Program
  readonly report: Report
}

function searched(program: Program, tier: 'full' | 'reduced'): Report | null {
  const exploration = createExploration(program, { ...usualOptions, tier, maxStates: mostStates }, () => 0)
  while (!exploration.work(Number.POSITIVE_INFINITY));
  const report = exploration.report()
  return report.extent.complete ? report : null
}

const programs = fc.sample(taskProgram, { seed, numRuns: count }).flatMap((source): Searched[] => {
  const program = compiled(source)
  const report = searched(program, 'full')
  return report === null ? [] : [{ source, program, report }]
})

test('most of the generated programs are small enough to be searched, and many of them can go wrong', () => {
  expect(programs.length).toBeGreaterThan(count * 0.6)
  expect(programs.filter(({ report }) => report.deadlocks.length > 0).length).toBeGreaterThan(count * 0.05)
  expect(programs.filter(({ report }) => report.outcomes.length > 1).length).toBeGreaterThan(count * 0.1)
})

test('they come to the same whether all orders are searched or only those that differ', () => {
  for (const { source, program, report } of programs) {
    const reduced = searched(program, 'reduced')
    expect({ source, ends: reduced === null ? null : waysToEnd(reduced).toSorted() }).toEqual({ source, ends: waysToEnd(report).toSorted() })
  }
})

/** Runs programs one after the other in one Python, each with random sleeps for the shortest ones; gives what each printed, and what it raised. */
const driver = `
import asyncio, contextlib, io, json, random, sys
asked = json.load(sys.stdin)
random.seed(asked["seed"])
sleep = asyncio.sleep
async def some(seconds, *more):
    return await sleep(seconds if seconds or random.random() < 0.3 else random.random() * 0.003, *more)
asyncio.sleep = some
for source in asked["sources"]:
    out, raised = io.StringIO(), None
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(compile(source, "program", "exec"), {"__name__": "__main__"})
        except BaseException as error:
            raised = type(error).__name__
    print(json.dumps([out.getvalue().splitlines(), raised]))
`

function printedBy(path: string, sources: readonly string[], sleeps: number): Promise<(readonly [string[], string | null])[]> {
  return new Promise((resolve, reject) => {
    const child = execFile(path, ['-c', driver], { maxBuffer: 1e8 }, (error, stdout) => {
      if (error) reject(error)
      else
        resolve(
          stdout
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as [string[], string | null])
        )
    })
    child.stdin?.end(JSON.stringify({ seed: sleeps, sources }))
  })
}

// a group of tasks is told as Python does it from 3.13 on
const recent = pythons.find(({ version }) => Number(version.split('.')[1]) >= 13)
if (recent === undefined) console.warn('NOT TESTED: there is no CPython 3.13 on this machine to run generated programs of asyncio')

test.skipIf(recent === undefined)('Python prints nothing that the search has not found', async () => {
  // one that can wait for ever would
  const ending = programs.filter(({ report }) => report.deadlocks.length + report.livelocks.length === 0)
  for (let sleeps = 1; sleeps <= 3; sleeps++) {
    const runs = await printedBy(
      recent?.path ?? '',
      ending.map(({ source }) => source),
      sleeps
    )
    for (const [at, [output, raised]] of runs.entries()) {
      const { source, report } = ending[at] as Searched
      const possible = report.outcomes.map((outcome) =>
        JSON.stringify([outcome.output, outcome.failed.find((who) => who.startsWith('MainThread: '))?.slice(12) ?? null])
      )
      expect({ source, possible }).toEqual({ source, possible: expect.arrayContaining([JSON.stringify([output, raised])]) })
    }
  }
})

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

test('real threads come to nothing that the search has not found', async () => {
  for (const { source, report } of programs) {
    const { trace } = await recordProgram(worker, source.replaceAll('sleep(0)', 'sleep(0.001)'), { timeoutMs: 60_000 })
    expect({ source, ends: waysToEnd(report) }).toEqual({ source, ends: expect.arrayContaining([cameTo(trace)]) })
    expect({ source, told: validate(trace) }).toEqual({ source, told: { ok: true, value: null } })
  }
})
