import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { readRecording } from '../../src/core/formats/readRecording'
import { eventCode } from '../../src/core/trace/event'
import type { Trace } from '../../src/core/trace/trace'
import { type Lab, launchLab } from './launch'
import { descendants, expectGone } from './processes'
import { pythonMissing } from './python'

let lab: Lab
const folder = mkdtempSync(join(tmpdir(), 'lab-recording-'))
test.beforeAll(async () => {
  lab = await launchLab({ environment: { LAB_TEST_CONSENT: '1' } })
  await lab.page.getByTestId('appbar').getByRole('button', { name: 'Record', exact: true }).click()
  await expect(lab.page.getByTestId('record')).toBeVisible()
})
test.afterAll(async () => {
  expect(lab.complaints).toEqual([])
  // an unsaved recording would ask
  await lab.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.destroy()
  })
  await lab.close()
  rmSync(folder, { recursive: true, force: true })
})

const bar = () => lab.page.getByTestId('record-bar')
const form = () => lab.page.getByTestId('record-form')

async function another(): Promise<void> {
  const button = lab.page.getByRole('button', { name: 'Record something else' })
  if (await button.isVisible()) await button.click()
}

async function choose(engine: 'threads' | 'python', program: string): Promise<void> {
  await another()
  await form().getByLabel('A program that comes with the lab').check()
  await form().getByLabel('Program', { exact: true }).selectOption(program)
  await form().getByLabel('Engine', { exact: true }).selectOption(engine)
}

async function chooseScript(path: string): Promise<void> {
  await another()
  await form().getByLabel('A Python script').check()
  await answerDialogs(path)
  await form().getByRole('button', { name: 'Choose…' }).first().click()
  await expect(form()).toContainText(path)
}

async function chooseCommand(words: string): Promise<void> {
  await another()
  await form().getByLabel('Any command').check()
  await form().getByLabel('Command', { exact: true }).fill(words)
}

const record = () => form().getByRole('button', { name: 'Record', exact: true }).click()

/** Whatever is asked for next: a place to save, a file, a folder. */
const answerDialogs = (path: string) =>
  lab.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)

function traceIn(path: string): Trace {
  const read = readRecording(readFileSync(path))
  if (!read.ok) throw new Error(read.problem.what)
  expect(read.value.truncated).toBe(false)
  return read.value.trace
}

const missing = pythonMissing()

test('threads: a deadlock is kept to be looked at, marked, ended, saved and read again', async () => {
  await choose('threads', 'two_locks.py')
  const before = descendants(lab.pid)
  await record()
  await expect(bar()).toContainText('Deadlocked: nothing can move any more')
  await expect(lab.page.getByTestId('finding')).toContainText('transfer-1 waits for lock_b')
  await lab.page.keyboard.press('m')
  await expect(bar()).toContainText('marks 1')
  const started = descendants(lab.pid).filter((pid) => !before.includes(pid))
  await bar().getByRole('button', { name: 'Stop' }).click()
  await expect(bar()).toContainText('Deadlock after')
  await expectGone(started)
  const path = join(folder, 'deadlock.arrows')
  await answerDialogs(path)
  await expect(lab.page.getByTestId('appbar')).toContainText('not saved')
  await lab.page.keyboard.press('Control+s')
  await expect(bar().getByRole('button', { name: 'Save again' })).toBeVisible()
  const { events, status } = traceIn(path)
  expect(status).toBe('deadlock')
  expect([...events.type.subarray(0, events.length)].filter((type) => type === eventCode.marked)).toHaveLength(1)
})

test('what is missing is told while it runs, with the time in which it was lost', async () => {
  test.skip(process.platform !== 'linux', 'commands are observed on Linux only')
  await chooseCommand("sh -c 'while :; do echo line; done'")
  await form().getByLabel('At most events').fill('1000')
  await record()
  await expect(bar()).toContainText(/[\d,]+ dropped between [\d.]+ [nµm]?s and [\d.]+ [nµm]?s/)
  await expect(bar().getByRole('button', { name: 'Kill' })).toBeVisible()
  await bar().getByRole('button', { name: 'Kill' }).click()
  await expect(bar()).toContainText('Killed after')
  await expect(bar()).toContainText(/[\d,]+ dropped between/)
})

test('a command is recorded with its output and its exit code', async () => {
  test.skip(process.platform !== 'linux', 'commands are observed on Linux only')
  await chooseCommand("sh -c 'echo hello; sleep 0.3; echo oops >&2; exit 3'")
  await record()
  await expect(bar()).toContainText('The program ended with exit code 3 after')
  await expect(lab.page.getByTestId('status')).toContainText('The program ended with exit code 3')
  await expect(lab.page.getByTestId('record-stdout')).toContainText('hello')
  await expect(lab.page.getByTestId('record-stderr')).toContainText('oops')
  await expect(bar()).toContainText('200 looks a second')
})

test('words that a shell would take are refused with their place', async () => {
  test.skip(process.platform !== 'linux', 'commands are observed on Linux only')
  await chooseCommand('ls | wc')
  await record()
  await expect(lab.page.getByTestId('notice')).toContainText('column 4')
})

test('an endless script: killed with everything that it started', async () => {
  test.skip(missing !== '', missing)
  const script = join(folder, 'endless.py')
  writeFileSync(script, 'import subprocess, time\nprint("begun", flush=True)\nsubprocess.Popen(["sleep", "600"])\nwhile True:\n    time.sleep(0.01)\n')
  await chooseScript(script)
  await form().getByLabel('Engine', { exact: true }).selectOption('python')
  const before = descendants(lab.pid)
  await record()
  await expect(lab.page.getByTestId('record-stdout')).toContainText('begun')
  const started = descendants(lab.pid).filter((pid) => !before.includes(pid))
  await bar().getByRole('button', { name: 'Kill' }).click()
  await expect(bar()).toContainText('Killed after')
  await expectGone(started)
})

test('a script is recorded as it stands on disk by then; one that vanished is told', async () => {
  test.skip(missing !== '', missing)
  const script = join(folder, 'edited.py')
  writeFileSync(script, 'print("as it was chosen")\n')
  await chooseScript(script)
  writeFileSync(script, 'print("as it was edited")\nprint("x" * 3_000_000)\n')
  await record()
  await expect(bar()).toContainText('Finished after')
  await expect(lab.page.getByTestId('record-stdout')).toContainText('as it was edited')
  await expect(lab.page.getByTestId('record-stdout')).toContainText('3,000,000 characters')
  await another()
  rmSync(script)
  await record()
  await expect(lab.page.getByTestId('notice')).toContainText(script)
  await expect(form()).toContainText('None yet')
})

test('a limit that cannot be is refused with what can', async () => {
  await choose('threads', 'counter.py')
  const seconds = form().getByLabel('At most seconds')
  const before = await seconds.inputValue()
  await seconds.fill('-5')
  await seconds.blur()
  await expect(form().getByRole('alert')).toHaveText('-5 is not possible: 1 to 3,600.')
  await expect(seconds).toHaveValue(before)
  await seconds.fill(before)
  await seconds.press('Enter')
  await expect(bar()).toContainText('after')
})

test('closing the window during a recording asks, and nothing is lost', async () => {
  test.skip(process.platform !== 'linux', 'commands are observed on Linux only')
  await chooseCommand('sleep 600')
  await record()
  await expect(bar()).toContainText(/events [1-9]/)
  await lab.app.evaluate(({ BrowserWindow, dialog }) => {
    // the answer is Save, which cannot be while it runs
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false })
    BrowserWindow.getAllWindows()[0]?.close()
  })
  await expect(lab.page.getByTestId('notice')).toContainText('It is still being recorded. Stop it, then save.')
  await bar().getByRole('button', { name: 'Stop' }).click()
  await expect(bar()).toContainText('after')
  await expect(lab.page.getByTestId('appbar')).toContainText('not saved')
})

test('a folder that vanished is told before anything runs', async () => {
  test.skip(missing !== '', missing)
  const gone = mkdtempSync(join(folder, 'gone-'))
  await choose('python', 'counter.py')
  await answerDialogs(gone)
  await form().getByRole('button', { name: 'Choose…' }).click()
  await expect(form()).toContainText(gone)
  rmSync(gone, { recursive: true })
  expect(existsSync(gone)).toBe(false)
  await form().getByRole('button', { name: 'Check first' }).click()
  await expect(lab.page.getByTestId('record-checks')).toContainText('The working folder is gone')
  await record()
  await expect(lab.page.getByTestId('notice')).toContainText('There is no such folder')
})
