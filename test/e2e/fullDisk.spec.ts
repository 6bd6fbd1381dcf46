import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, test } from '@playwright/test'
import { readRecording } from '../../src/core/formats/readRecording'
import { mountSmallDisk, unmountSmallDisk } from '../smallDisk'
import { type Lab, launchLab } from './launch'

let userData = ''
let lab: Lab
let isMounted = false
const recordings = (): string => join(userData, 'recordings')

/** Starts a lab whose recordings lie on a disk of so many KiB, and records a command there; skips where no such disk can be had. */
async function recordOn(kib: number, command: string): Promise<Locator> {
  userData = mkdtempSync(join(tmpdir(), 'lab-full-'))
  mkdirSync(recordings())
  isMounted = mountSmallDisk(recordings(), kib)
  test.skip(!isMounted, 'only root may mount a small disk')
  lab = await launchLab({ userData, environment: { LAB_TEST_CONSENT: '1' } })
  await lab.page.getByTestId('appbar').getByRole('button', { name: 'Record', exact: true }).click()
  const form = lab.page.getByTestId('record-form')
  await form.getByLabel('Any command').check()
  await form.getByLabel('Command', { exact: true }).fill(command)
  await form.getByRole('button', { name: 'Record', exact: true }).click()
  return lab.page.getByTestId('record-bar')
}

test.afterEach(async () => {
  if (!isMounted) return rmSync(userData, { recursive: true, force: true })
  await lab.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.destroy()
  })
  await lab.close()
  unmountSmallDisk(recordings())
  rmSync(userData, { recursive: true, force: true })
})

test('a disk that is full is told while the run goes on, and what it took can be saved', async () => {
  // what comes at once would fill the disk before anything is kept
  const bar = await recordOn(64, "sh -c 'echo first; sleep 1; while :; do echo line; done'")
  const told = bar.getByRole('alert')
  await expect(told).toContainText(
    /The recording could not be written: the disk is full\. Its first [\d,]+ events, up to [\d.]+ [nµm]?s, are kept and can be saved; what comes later is only on screen\./
  )
  await expect(bar.getByRole('button', { name: 'Kill' })).toBeVisible()
  await bar.getByRole('button', { name: 'Kill' }).click()
  await expect(bar).toContainText('Killed after')
  const saved = join(userData, 'kept.arrows')
  await lab.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, saved)
  await bar.getByRole('button', { name: 'Save' }).click()
  await expect(bar.getByRole('button', { name: 'Save again' })).toBeVisible()
  const read = readRecording(readFileSync(saved))
  if (!read.ok) throw new Error(read.problem.what)
  expect(await told.textContent()).toContain(`first ${read.value.trace.events.length.toLocaleString('en')} events`)
  expect(lab.complaints).toEqual([])
})

test('where the disk took nothing at all there is nothing to save', async () => {
  // the head of the recording, in which the command stands, is already more
  const bar = await recordOn(4, `echo ${'long'.repeat(2_000)}`)
  await expect(bar.getByRole('alert')).toContainText('the disk is full. Nothing of this run is kept.')
  await expect(bar.getByRole('button', { name: 'Save' })).toBeDisabled()
  expect(lab.complaints).toEqual([])
})
