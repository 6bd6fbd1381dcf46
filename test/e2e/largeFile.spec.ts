import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { recordingBytes } from '../../src/core/formats/arrows'
import { traceBuilder } from '../../src/core/trace/builder'
import { moment, noThread, objectId, threadId } from '../../src/core/trace/ids'
import { launchLab } from './launch'
import './door'
import { screenOf } from './screen'
import { recordedHeader } from '../core/trace/recordedHeader'

const events = 1_500_000

/** A recording in which one thread writes a variable over and over. */
function largeRecording(): Uint8Array {
  const builder = traceBuilder(recordedHeader({ engine: 'threads', program: { file: 'large.py', text: 'x = 0\n', hash: '', rewritten: false } }))
  const by = { thread: threadId(0), line: 1 }
  builder.add({ type: 'threadStarted', ...by, at: moment(0), parent: noThread, name: 'main' })
  builder.add({ type: 'declared', ...by, at: moment(0), object: objectId(0), kind: 'variable', name: 'x', capacity: null })
  for (let row = 2; row < events - 1; row++) builder.add({ type: 'written', ...by, at: moment(row * 100), object: objectId(0), value: row })
  builder.add({ type: 'ended', thread: noThread, line: 0, at: moment(events * 100), status: 'finished', dropped: 0 })
  return recordingBytes(builder.trace())
}

/** The files that a process has open; none where the system does not show them. */
async function openIn(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fd`
  const names = await readdir(folder).catch(() => [])
  return Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => '')))
}

test('a large recording says that it is read, can be left, and is shown whole when it is not', async () => {
  test.setTimeout(180_000)
  const folder = await mkdtemp(join(tmpdir(), 'concurrency-lab-large-'))
  const path = join(folder, 'large.arrows')
  await writeFile(path, largeRecording())
  const lab = await launchLab()
  const screen = screenOf(lab.page)
  const reading = lab.page.getByTestId('reading')
  const open = (): Promise<unknown> => lab.app.evaluate(({ app }, file) => app.emit('second-instance', {}, ['electron', file], '/'), path)
  // pressed by the page itself as soon as it is there: a person's hand is slower than a fast machine. It listens before anything is opened
  const left = await lab.page.evaluateHandle(() => ({
    bar: new Promise<{ text: string; height: number }>((resolve) => {
      new MutationObserver((_, observer) => {
        const bar = document.querySelector('[data-testid="reading"]')
        if (bar === null) return
        observer.disconnect()
        const { height } = bar.getBoundingClientRect()
        bar.querySelector('button')?.click()
        resolve({ text: bar.textContent ?? '', height })
      }).observe(document.body, { childList: true, subtree: true })
    })
  }))
  await open()
  const { text, height } = await left.evaluate(({ bar }) => bar)
  expect(text).toContain('large.arrows')
  // a line above what is open, which stays in sight
  expect(height).toBeLessThan(100)
  await expect(reading).toBeHidden()
  await expect.poll(() => openIn(lab.pid)).not.toContain(path)
  await expect(screen.region('home')).toBeVisible()
  // what is copied to the page makes it stand still, in proportion to the file: not one byte of it goes there
  const given = await lab.page.evaluateHandle(() => ({
    parts: new Promise<string[]>((resolve) => window.lab.listen((push) => (push.type === 'opened' ? resolve(Object.keys(push.file)) : undefined)))
  }))
  await open()
  expect(await given.evaluate(({ parts }) => parts)).toEqual(['name', 'path', 'size', 'address'])
  await expect(screen.region('status')).toContainText('1,500,000 events', { timeout: 60_000 })
  await expect(reading).toBeHidden()
  await expect(screen.region('timeline').getByRole('grid')).toBeVisible({ timeout: 60_000 })
  expect(lab.complaints).toEqual([])
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})
