import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { recordingWriter } from '../../src/core/formats/arrows'
import { traceBuilder } from '../../src/core/trace/builder'
import { type Header, traceVersion } from '../../src/core/trace/header'
import { moment, noThread, processId, threadId } from '../../src/core/trace/ids'
import { type Lab, launchLab } from './launch'
import { screenOf } from './screen'

const header: Header = {
  version: traceVersion,
  engine: 'command',
  observer: 'sampled',
  detail: 'sync',
  program: null,
  arguments: ['forks'],
  set: {},
  scheduler: null,
  clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' },
  host: { os: 'Linux 6', cpu: 'test', cores: 2, runtime: 'processes and threads of Linux' },
  tool: 'test'
}

/** A recording of a parent and a child, before the fork, after it, and after the child has written one page of four. */
function forkRecording(): Uint8Array[] {
  const trace = traceBuilder(header)
  const at = (ms: number) => ({ at: moment(ms * 1e6), line: 0 })
  const look = (ms: number, process: number, kind: 'tree' | 'maps' | 'descriptors', value: unknown): void =>
    trace.add({ ...at(ms), type: 'snapshot', thread: noThread, process: processId(process), kind, json: JSON.stringify(value) })
  const who = (id: number, parent: number) => ({
    parent,
    name: 'forks',
    command: ['forks'],
    state: 'sleeping',
    exit: null,
    threads: [{ id, name: 'worker\u202e', state: 'sleeping', cpuTime: 5e6, voluntary: 3, involuntary: 1 }]
  })
  const memory = (pages: string) => {
    const sizes = { size: 16, resident: 16, proportional: 16, privateClean: 0, privateDirty: 4, sharedClean: 0, sharedDirty: 12 }
    return { regions: [{ from: '10000', to: '14000', mode: 'rw-p', name: '', what: 'anonymous memory', ...sizes, pages }] }
  }
  const files = { descriptors: [{ number: 3, target: '/tmp/common.txt', mode: 'read', flags: '0', position: 40 }] }
  trace.add({ ...at(0), type: 'processStarted', thread: threadId(0), process: processId(100), parent: processId(1), command: 'forks' })
  trace.add({ ...at(0), type: 'threadStarted', thread: threadId(0), parent: noThread, name: 'forks' })
  look(10, 100, 'tree', who(100, 1))
  look(10, 100, 'maps', memory('a4'))
  trace.add({ ...at(20), type: 'processStarted', thread: threadId(0), process: processId(101), parent: processId(100), command: 'forks' })
  trace.add({ ...at(20), type: 'threadStarted', thread: threadId(1), parent: threadId(0), name: 'child', process: processId(101) })
  look(30, 101, 'tree', who(101, 100))
  for (const [ms, pages] of [
    [30, 's4'],
    [50, 's1 a1 s2']
  ] as const) {
    for (const pid of [100, 101]) look(ms, pid, 'maps', memory(pages))
  }
  for (const pid of [100, 101]) look(60, pid, 'descriptors', files)
  trace.add({ ...at(90), type: 'threadEnded', thread: threadId(1) })
  trace.add({ ...at(90), type: 'processExited', thread: threadId(0), process: processId(101), code: -9 })
  trace.add({ ...at(100), type: 'processExited', thread: threadId(0), process: processId(100), code: 0 })
  trace.add({ ...at(100), type: 'ended', thread: noThread, status: 'finished', dropped: 0 })
  const writer = recordingWriter(header)
  return [writer.start(), writer.batch(trace.trace().events), writer.end()]
}

let lab: Lab
const folder = mkdtempSync(join(tmpdir(), 'lab-processes-'))
test.beforeAll(async () => {
  const path = join(folder, 'forks.arrows')
  writeFileSync(path, Buffer.concat(forkRecording()))
  lab = await launchLab({ words: [path] })
})
test.afterAll(async () => {
  expect(lab.complaints).toEqual([])
  await lab.close()
  rmSync(folder, { recursive: true, force: true })
})

const panel = () => lab.page.getByTestId('processes')

test('fork look by look: pages shared, then one copied; keys choose whom; how it ended is told', async () => {
  await expect(lab.page.getByTestId('appbar')).toContainText('forks.arrows')
  await lab.page.getByRole('radio', { name: 'Processes' }).click()
  const list = panel().getByRole('listbox', { name: /^Processes/ })
  await expect(list.getByRole('option')).toHaveCount(2)
  await expect(panel()).toContainText('ended by SIGKILL')
  await panel().getByRole('button', { name: 'Go to where it was last seen' }).click()
  await expect(panel().getByTestId('pages').getByRole('img', { name: 'Process 100: 4 pages of 4 KiB: 3 shared, 1 copied' })).toBeVisible()
  await list.getByRole('option', { selected: true }).press('ArrowDown')
  await expect(list.getByRole('option', { name: 'forks, process 101, level 2: asleep, 1 thread, 5 ms on a processor', selected: true })).toBeVisible()
  await panel().getByRole('button', { name: 'Next look' }).click()
  await expect(panel().getByRole('cell', { name: 'same place as 3 of 100' })).toBeVisible()
  // a name cannot turn the text round it
  await expect(panel().getByRole('region', { name: 'Threads of process 101' })).toContainText('worker⟨U+202E⟩')
  const before = panel().getByRole('button', { name: 'Look before' })
  await before.click()
  await before.click()
  await expect(panel().getByRole('img', { name: 'Process 101: 4 pages of 4 KiB: 4 shared' })).toBeVisible()
  const { violations } = await new AxeBuilder({ page: lab.page }).setLegacyMode(true).include('[data-testid="processes"]').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  await before.click()
  await expect(list.getByRole('option')).toHaveCount(1)
  await expect(panel().getByRole('img', { name: 'Process 100: 4 pages of 4 KiB: 4 its own' })).toBeVisible()
})

test('where there is nothing to see it says why', async () => {
  await screenOf(lab.page).openScenario('Lost update')
  await lab.page.getByRole('radio', { name: 'Processes' }).click()
  await expect(panel()).toContainText('A stepped run is one process of the model')
})
