import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runReport } from '../../src/cli/run/runReport'
import { mulberry32 } from '../../src/core/simulator/scheduler'
import { type TraceBuilder, traceBuilder } from '../../src/core/trace/builder'
import { pythonRecorder } from '../../src/recorders/python/recordPython'
import type { Plan, StartRecording } from '../../src/recorders/recorder'
import { threadsRecorder } from '../../src/recorders/threads/recordThreads'
import { compiled } from '../core/simulator/compiled'
import { noPython, pythons } from '../recorders/python/pythons'
import { builtWorker } from '../recorders/threads/builtWorker'
import { type Ending, endingOf, everyEnding } from './everyEnding'
import { meetingPrograms } from './meetingPrograms'
import { programs } from './programs'

const named = Object.entries(programs)
const meeting = Object.entries(meetingPrograms)
const python = pythonRecorder(resolve(import.meta.dirname, '../../resources'))
const folder = mkdtempSync(join(tmpdir(), 'lab-engines-'))
let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await remove()
})

/** Runs a program for real, and gives what the command line would tell of it. */
async function realEnding(record: StartRecording, plan: Pick<Plan, 'engine' | 'source' | 'python'>): Promise<Ending> {
  const path = join(folder, 'program.py')
  writeFileSync(path, plan.source)
  const more = {
    path,
    folder,
    set: {},
    detail: 'access',
    observe: 'faithful',
    arguments: [],
    timeoutMs: 120_000,
    maxEvents: 1_000_000,
    onDeadlock: 'end'
  } as const
  let builder: TraceBuilder | null = null
  const { ended } = record(
    { ...more, ...plan },
    {
      header(header) {
        builder = traceBuilder(header)
      },
      batch(batch) {
        builder?.append(batch)
      },
      stage() {}
    }
  )
  const { status, elapsedMs, problem } = await ended
  if (problem !== null) throw new Error(problem.what)
  const trace = (builder as TraceBuilder | null)?.trace()
  if (trace === undefined) throw new Error('no header came')
  return endingOf(runReport({ trace, status, schedule: null, steps: null, stuck: null, elapsedMs, cost: null }).report)
}

describe('one program, three engines', () => {
  test.each(named)('real threads, %s: what comes out is among what can come out', async (_, source) => {
    expect(everyEnding(compiled(source))).toContainEqual(await realEnding(threadsRecorder(worker), { engine: 'threads', source, python: null }))
  })

  test.skipIf(noPython).each(named)('a real Python, %s: what comes out is among what can come out', async (_, source) => {
    expect(everyEnding(compiled(source))).toContainEqual(await realEnding(python, { engine: 'python', source, python: pythons[0]?.path ?? null }))
  })
})

describe('threads that meet', () => {
  test.each(meeting)('real threads, %s: however long they sleep, what comes out is among what can come out', async (_, source) => {
    const endings = everyEnding(compiled(source))
    for (let seed = 1; seed <= 4; seed++) {
      const slept = withSleeps(source, mulberry32(seed))
      expect(endings).toContainEqual(await realEnding(threadsRecorder(worker), { engine: 'threads', source: slept, python: null }))
    }
  })
})

/** Lets threads sleep up to 4 ms where they may. */
const withSleeps = (source: string, random: () => number): string => source.replaceAll('time.sleep(0)', () => `time.sleep(${(random() * 0.004).toFixed(4)})`)
