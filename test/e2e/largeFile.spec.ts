import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { recordingBytes } from '../../src/core/formats/arrows'
import { traceBuilder } from '../../src/core/trace/builder'
import { moment, noThread, objectId, threadId } from '../../src/core/trace/ids'
import { traceVersion } from '../../src/core/trace/header'
import { launchLab } from './launch'
import { screenOf } from './screen'

const events = 1_500_000

/** A recording in which one thread writes a variable over and over. */
function largeRecording(): Uint8Array {
  const builder = traceBuilder({
    version: traceVersion,
    engine: 'threads',
    observer: 'faithful',
    detail: 'access',
    program: { file: 'large.py', text: 'x = 0\n', hash: '', rewritten: false },
    arguments: [],
    set: {},
    scheduler: null,
    clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' },
    host: null,
    tool: 'test'
  })
  const by = { thread: threadId(0), line: 1 }
  builder.add({ type: 'threadStarted', ...by, at: moment(0), parent: noThread, name: 'main' })
  builder.add({ type: 'declared', ...by, at: moment(0), object: objectId(0), kind: 'variable', name: 'x', capacity: null })
  for (let row = 2; row < events - 1; row++) builder.add({ type: 'written', ...by, at: moment(row * 100), object: objectId(0), value: row })
  builder.add({ type: 'ended', thread: noThread, line: 0, at: moment(events * 100), status: 'finished', dropped: 0 })
  return recordingBytes(builder.trace())
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
  // pressed by the page itself as soon as it is there: a person's hand is slower than a fast machine
  const left = lab.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        new MutationObserver((_, observer) => {
          const bar = document.querySelector('[data-testid="reading"]')
          if (bar === null) return
          observer.disconnect()
          bar.querySelector('button')?.click()
          resolve(bar.textContent ?? '')
        }).observe(document.body, { childList: true, subtree: true })
      })
  )
  await open()
  expect(await left).toContain('large.arrows')
  await expect(reading).toBeHidden()
  await expect(screen.region('home')).toBeVisible()
  await open()
  await expect(screen.region('status')).toContainText('1,500,000 events', { timeout: 60_000 })
  await expect(reading).toBeHidden()
  await expect(screen.region('timeline').getByRole('grid')).toBeVisible({ timeout: 60_000 })
  expect(lab.complaints).toEqual([])
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})
