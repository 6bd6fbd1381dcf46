import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Lab, launchLab } from './launch'
import { descendants, expectGone } from './processes'
import { pythonMissing } from './python'

const missing = pythonMissing()
test.skip(missing !== '', missing)

const folder = mkdtempSync(join(tmpdir(), 'lab-comparing-'))
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A script that notes each of its runs; from run `stuck` on it never ends. */
function script(name: string, stuck = Number.MAX_SAFE_INTEGER): { path: string; runs: () => number } {
  const notes = join(folder, `${name}.txt`)
  const path = join(folder, `${name}.py`)
  const text = `import threading
with open(${JSON.stringify(notes)}, 'a') as notes:
    notes.write('x')
with open(${JSON.stringify(notes)}) as notes:
    runs = len(notes.read())
if runs >= ${stuck}:
    threading.Event().wait()
`
  writeFileSync(path, text)
  return { path, runs: () => (existsSync(notes) ? readFileSync(notes, 'utf8').length : 0) }
}

async function recordScript(lab: Lab, path: string): Promise<void> {
  const { page } = lab
  await page.getByTestId('appbar').getByRole('button', { name: 'Record', exact: true }).click()
  const form = page.getByTestId('record-form')
  await form.getByLabel('A Python script').check()
  await lab.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)
  await form.getByRole('button', { name: 'Choose…' }).first().click()
  await expect(form).toContainText(path)
  await form.getByRole('button', { name: 'Record', exact: true }).click()
  await expect(page.getByTestId('record-bar')).toContainText('Finished after')
}

const launch = () => launchLab({ environment: { LAB_TEST_CONSENT: '1' } })

test('a recorded program runs three more times when it is asked how much slower it was', async () => {
  const lab = await launch()
  const { path, runs } = script('plain')
  await recordScript(lab, path)
  const bar = lab.page.getByTestId('record-bar')
  await expect(bar).toContainText(/Recording took [\d.]+ µs an event/)
  await expect(bar).not.toContainText('against a plain run')
  expect(runs()).toBe(1)
  await bar.getByRole('button', { name: 'How much slower?' }).click()
  await expect(bar).toContainText(/×[\d.]+ against a plain run: \d+ ms, \d+ ms without/)
  expect(runs()).toBe(4)
  await lab.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.destroy()))
  expect(lab.complaints).toEqual([])
  await lab.close()
})

test('a comparison can be called off, and ends with a lab that is killed', async () => {
  const lab = await launch()
  const { path, runs } = script('stuck', 2)
  await recordScript(lab, path)
  const bar = lab.page.getByTestId('record-bar')
  const before = descendants(lab.pid)
  const added = (): number[] => descendants(lab.pid).filter((pid) => !before.includes(pid))
  await bar.getByRole('button', { name: 'How much slower?' }).click()
  await expect(bar).toContainText('Running it three times without the recorder')
  await expect.poll(runs).toBe(2)
  const called = added()
  await bar.getByRole('button', { name: 'Cancel' }).click()
  await expect(bar.getByRole('button', { name: 'How much slower?' })).toBeVisible()
  await expect(bar).not.toContainText('not compared')
  await expectGone(called)

  await bar.getByRole('button', { name: 'How much slower?' }).click()
  await expect.poll(runs).toBe(3)
  // a shell watches over a run that takes its time
  await expect.poll(() => added().length).toBeGreaterThan(1)
  const left = added()
  process.kill(lab.pid, 'SIGKILL')
  await expectGone(left)
  await lab.close()
})
