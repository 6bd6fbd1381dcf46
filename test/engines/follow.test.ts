import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { followRun } from '../../src/core/simulator/follow'
import { compiled } from '../core/simulator/compiled'
import { pythons } from '../recorders/python/pythons'
import { planFor, top, watch } from '../recorders/python/recordedRun'
import { builtWorker } from '../recorders/threads/builtWorker'
import { recordProgram } from '../recorders/threads/recordProgram'
import { scenarios } from '../scenarios/scenarios'
import { theSame, wayOf } from './wayOf'

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

const ofThreads = scenarios.filter(({ file }) => !file.startsWith('process_'))

test.runIf(pythons.length > 0).each(ofThreads)('$file under Python goes the same way in the model', async ({ file, text }) => {
  const plan = planFor('any_script.py', { path: resolve(top, 'resources/scenarios', file), source: text, detail: 'access' })
  const run = watch({ ...plan, python: pythons[0]?.path ?? null, timeoutMs: 20_000 })
  await run.recording.ended
  const way = wayOf(text, run.trace())
  expect(way).toEqual(theSame(way))
})

test.runIf(pythons.length > 0)('of several futures that are done the model takes the one that Python took', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'follow-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { text } = scenarios.find((scenario) => scenario.file === 'pool_first.py') ?? { text: '' }
  const slow = text.replace('from', 'import time\nfrom').replace('    return', '    if n == 1:\n        time.sleep(0.5)\n    return')
  const path = join(folder, 'pool_first.py')
  writeFileSync(path, slow)
  const run = watch({ ...planFor('any_script.py', { path, source: slow, detail: 'access' }), python: pythons[0]?.path ?? null, timeoutMs: 60_000 })
  await run.recording.ended
  const way = wayOf(slow, run.trace())
  expect(way).toEqual(theSame(way))
  expect(way.real).toEqual(['1 gives 4', '2 gives 1'])
})

test('a run that the model cannot follow says at which event and why', async () => {
  const { trace } = await recordProgram(
    worker,
    'import threading\nlock = threading.Lock()\ndef work():\n    lock.acquire()\n    lock.release()\nt = threading.Thread(target=work)\nt.start()\nt.join()\n'
  )
  const other = compiled(
    'import threading\nlock = threading.Lock()\ndef work():\n    print("no lock")\nt = threading.Thread(target=work)\nt.start()\nt.join()\n'
  )
  const { found, departure } = followRun(other, trace)
  expect(found).toBe(1)
  expect(trace.events.line[departure?.row ?? 0]).toBe(4)
  expect(departure?.what).toBe(`in the model the thread comes to 'printed "no lock"' instead`)
})
