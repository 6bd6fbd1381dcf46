import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type Lab, launchLab } from './launch'

const folder = mkdtempSync(join(tmpdir(), 'lab-form-'))
const settings = mkdtempSync(join(tmpdir(), 'lab-settings-'))
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(settings, { recursive: true, force: true })
})

async function recordPage(): Promise<Lab> {
  const lab = await launchLab({ userData: settings, environment: { LAB_TEST_CONSENT: '1' } })
  await lab.page.getByTestId('appbar').getByRole('button', { name: 'Record', exact: true }).click()
  return lab
}

const form = (page: Page) => page.getByTestId('record-form')

test('a script that is dropped is what will be recorded; the next start has the same choice', async () => {
  const first = await recordPage()
  const path = join(folder, 'dropped.py')
  writeFileSync(path, 'print("dropped")\n')
  await first.page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'drop'
    document.body.append(input)
  })
  await first.page.setInputFiles('#drop', path)
  await first.page.evaluate(() => {
    const [file] = document.querySelector<HTMLInputElement>('#drop')?.files ?? []
    const data = new DataTransfer()
    if (file) data.items.add(file)
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })
  await expect(form(first.page)).toContainText(path)
  await expect(form(first.page).getByLabel('A Python script')).toBeChecked()
  await form(first.page).getByLabel('Any command').check()
  await form(first.page).getByLabel('Command', { exact: true }).fill("sort 'two words'")
  await form(first.page).getByLabel('At most seconds').fill('7')
  await form(first.page).getByLabel('At most seconds').blur()
  await first.close()
  const second = await recordPage()
  await expect(form(second.page).getByLabel('Command', { exact: true })).toHaveValue("sort 'two words'")
  await expect(form(second.page).getByLabel('At most seconds')).toHaveValue('7')
  expect([...first.complaints, ...second.complaints]).toEqual([])
  await second.close()
})

test('a Python that is too old is refused by its version, and not chosen', async () => {
  test.skip(process.platform === 'win32', 'the old Python here is a script')
  const old = join(folder, 'python3.6')
  writeFileSync(old, `#!/bin/sh\nprintf '%s\\n' '${old}' 3.6.15 cpython /usr\n`)
  chmodSync(old, 0o755)
  const lab = await recordPage()
  await form(lab.page).getByLabel('A program that comes with the lab').check()
  await form(lab.page).getByLabel('Engine', { exact: true }).selectOption('python')
  await lab.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, old)
  await form(lab.page).getByRole('button', { name: 'Another…' }).click()
  await expect(lab.page.getByTestId('notice')).toContainText('Python 3.6.15 is older than 3.8, the oldest that can be recorded.')
  await expect(form(lab.page).getByRole('combobox', { name: 'Interpreter' })).toHaveValue('')
  await expect(form(lab.page).getByRole('option', { name: /Python 3\.6\.15 is older/ })).toBeDisabled()
  expect(lab.complaints).toEqual([])
  await lab.close()
})
