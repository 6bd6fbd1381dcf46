import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { readRecording } from '../../src/core/formats/readRecording'
import { mountSmallDisk, unmountSmallDisk } from '../smallDisk'
import { launchLab } from './launch'

test('a disk that is full is told while the run goes on, and what it took can be saved', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'lab-full-'))
  const recordings = join(userData, 'recordings')
  mkdirSync(recordings)
  const isSmall = mountSmallDisk(recordings, 64)
  test.skip(!isSmall, 'only root may mount a small disk')
  const lab = await launchLab({ userData, environment: { LAB_TEST_CONSENT: '1' } })
  try {
    await lab.page.getByTestId('appbar').getByRole('button', { name: 'Record', exact: true }).click()
    const form = lab.page.getByTestId('record-form')
    await form.getByLabel('Any command').check()
    // what comes at once would fill the disk before anything is kept
    await form.getByLabel('Command', { exact: true }).fill("sh -c 'echo first; sleep 1; while :; do echo line; done'")
    await form.getByRole('button', { name: 'Record', exact: true }).click()
    const bar = lab.page.getByTestId('record-bar')
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
  } finally {
    await lab.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.destroy()
    })
    await lab.close()
    unmountSmallDisk(recordings)
    rmSync(userData, { recursive: true, force: true })
  }
})
