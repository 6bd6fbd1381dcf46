import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { eventAt } from '../../../src/core/trace/decode'
import type { Event } from '../../../src/core/trace/event'
import { descriptorsSnapshot, mapsSnapshot, treeSnapshot } from '../../../src/core/trace/snapshot'
import { startRecorder, planOf } from '../command/recordedCommand'
import { only, planFor, watch } from '../python/recordedRun'
import { traceBuilder, type TraceBuilder } from '../../../src/core/trace/builder'

const able = process.platform === 'linux' && spawnSync('python3', ['-c', '']).status === 0
if (!able) console.warn('skipped: recorded looks at processes need Linux and python3')

const folder = mkdtempSync(join(tmpdir(), 'lab-looks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// a block of 64 pages that a child writes 3 of; both stay until the gate is there
const program = `
import mmap, os, sys, time
block = mmap.mmap(-1, 64 * 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
for page in range(64): block[page * 4096] = 1
child = os.fork()
if child == 0:
    for page in (5, 6, 40): block[page * 4096] = 2
while not os.path.exists(sys.argv[1]): time.sleep(0.02)
if child == 0: os._exit(7)
os.waitpid(child, 0)
`
const script = join(folder, 'forks.py')
writeFileSync(script, program)

/** Three pages that this process alone has, among at least 58 that are shared, somewhere in its memory. */
const threeOwn = /s\d+ a2 s33 a1 s\d+/

const looks = (events: readonly Event[], kind: string) => only(events, 'snapshot').filter((each) => each.kind === kind)
const hasCopied = (events: readonly Event[]): boolean => looks(events, 'maps').filter(({ json }) => threeOwn.test(json)).length >= 2

function expectTold(events: readonly Event[]): void {
  const copied = looks(events, 'maps').filter(({ json }) => threeOwn.test(json))
  // what the child wrote both have alone since
  const pids = new Set(copied.map(({ process: pid }) => pid))
  expect(pids.size).toBe(2)
  for (const { json } of looks(events, 'maps')) expect(mapsSnapshot(json)).toMatchObject({ ok: true })
  for (const { json } of looks(events, 'descriptors')) expect(descriptorsSnapshot(json)).toMatchObject({ ok: true })
  const trees = looks(events, 'tree').map(({ process: pid, json }) => ({ pid, read: treeSnapshot(json) }))
  const parents = trees.map(({ read }) => (read.ok ? read.value.parent : null))
  expect(trees.some(({ pid }, index) => pids.has(pid) && pids.has(parents[index] as never))).toBe(true)
  expect(only(events, 'marked').map(({ text }) => text)).toContainEqual(expect.stringMatching(/^processes were looked at \d+ times .* % of one core/))
  expect(only(events, 'measured').find(({ name }) => name === 'snapshots ns')?.value).toBeGreaterThan(0)
}

test.skipIf(!able)('the Python recorder sees the pages that a child has written, in both processes', async () => {
  const gate = join(folder, 'python-gate')
  const { recording, until, events } = watch(planFor('prints.py', { path: script, source: program, folder, arguments: [gate] }))
  try {
    await until(() => hasCopied(events()))
  } finally {
    writeFileSync(gate, '')
  }
  expect((await recording.ended).status).toBe('finished')
  expectTold(events())
})

test.skipIf(!able)('the command recorder sees them as well, and who they are', async () => {
  const gate = join(folder, 'command-gate')
  let builder: TraceBuilder | null = null
  const events = (): Event[] => {
    const columns = builder?.trace().events
    return columns === undefined ? [] : Array.from({ length: columns.length }, (_, row) => eventAt(columns, row))
  }
  const recording = startRecorder(planOf(['python3', script, gate]), {
    header(header) {
      builder = traceBuilder(header)
    },
    batch(batch) {
      builder?.append(batch)
      if (hasCopied(events())) writeFileSync(gate, '')
    },
    stage() {}
  })
  expect((await recording.ended).status).toBe('finished')
  expectTold(events())
})
