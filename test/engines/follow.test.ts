import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { followRun } from '../../src/core/simulator/following/follow'
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

const isPool = ({ file }: { readonly file: string }): boolean => file.startsWith('process_pool')

test.runIf(pythons.length > 0).each(scenarios.filter((scenario) => !isPool(scenario)))(
  '$file under Python goes the same way in the model',
  async ({ file, text }) => {
    const plan = planFor('any_script.py', { path: resolve(top, 'resources/scenarios', file), source: text, detail: 'access' })
    const run = watch({ ...plan, python: pythons[0]?.path ?? null, timeoutMs: 20_000 })
    await run.recording.ended
    const way = wayOf(text, run.trace())
    expect(way).toEqual(theSame(way))
  }
)

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

test.runIf(pythons.length > 0).each(scenarios.filter(isPool))('a pool of real processes is not followed, and that is told: $file', async ({ file, text }) => {
  const { departure } = await wayUnderPython(resolve(top, 'resources/scenarios', file), text, text)
  expect(departure?.what).toBe('the model does not follow pools of processes of a real Python')
})

const shared = `
import time
from multiprocessing import Lock, Process, Value
def work(lock, v):
    with lock:
        seen = v.value
    time.sleep(0.1)
    with lock:
        v.value = seen + 1
if __name__ == "__main__":
    lock = Lock()
    v = Value("i", 0)
    v.value = 5
    one = Process(target=work, args=(lock, v))
    two = Process(target=work, args=(lock, v))
    one.start()
    two.start()
    one.join()
    two.join()
    print(v.value)
`
const polled = `
import time
from multiprocessing import Pipe, Process
left, right = Pipe()
def work():
    time.sleep(0.5)
    right.send(7)
if __name__ == "__main__":
    p = Process(target=work)
    p.start()
    if left.poll():
        print("there")
    else:
        print("not yet")
    p.join()
    print(left.poll(), left.recv())
`

test.runIf(pythons.length > 0)('who polls a pipe too early under Python does so in the model', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'follow-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'polled.py')
  writeFileSync(path, polled)
  const way = await wayUnderPython(path, polled, polled)
  expect(way).toEqual(theSame(way))
  expect(way.real).toEqual(['not yet', 'True 7'])
})

/** The same program, whose processes start in that way. */
const begunBy = (method: string, text: string): string =>
  text.replace(/^from multiprocessing/m, `import multiprocessing\nmultiprocessing.set_start_method("${method}", force=True)\nfrom multiprocessing`)

async function wayUnderPython(path: string, recorded: string, text: string) {
  const plan = planFor('any_script.py', { path, source: recorded, detail: 'access' })
  const run = watch({ ...plan, python: pythons[0]?.path ?? null, timeoutMs: 20_000 })
  await run.recording.ended
  return wayOf(text, run.trace())
}

async function wayOfStart(method: string, text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'follow-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'program.py')
  writeFileSync(path, begunBy(method, text))
  return wayUnderPython(path, begunBy(method, text), text)
}

const starts = process.platform === 'win32' ? ['spawn'] : ['fork', 'spawn', 'forkserver']

test.runIf(pythons.length > 0).each(starts)('processes by %s that are given what they share go the same way in the model', async (method) => {
  const way = await wayOfStart(method, shared)
  expect(way).toEqual(theSame(way))
  expect(way.real).toHaveLength(1)
})

test.runIf(pythons.length > 0)('a process that is no copy has locks of its own, and is not followed where the model shares them', async () => {
  const { text } = scenarios.find(({ file }) => file === 'process_event_shared.py') ?? { text: '' }
  const { departure } = await wayOfStart('spawn', text)
  expect(departure?.what).toBe('Process-1 has made done once more for itself; in the model a process begins as a copy and shares it')
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
  expect(departure?.what).toBe('in the model it prints no lock (line 4) instead')
})
