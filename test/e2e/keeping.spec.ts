import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Lab, launchLab } from './launch'
import { type Screen, screenOf } from './screen'

let folder: string
let lab: Lab
let screen: Screen
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concurrency-lab-keeping-'))
  lab = await launchLab()
  screen = screenOf(lab.page)
  // from here on the window hears keys
  await expect(screen.region('home').getByRole('button', { name: /^Start: / })).toBeFocused()
})
test.afterAll(async () => {
  expect(lab.complaints).toEqual([])
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})

const editor = () => lab.page.locator('.cm-content')

/** Opens a file as if a person had chosen it in the dialog. */
async function openFile(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  await reopen(path)
  return path
}

async function reopen(path: string): Promise<void> {
  await lab.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)
  await lab.page.keyboard.press('Control+o')
  await expect(screen.region('appbar').getByRole('heading')).toHaveText(path.split('/').at(-1) ?? '')
}

test('what was typed into a file is there again after another program was opened', async () => {
  const path = await openFile('mine.py', 'print(1)\n')
  await editor().click()
  await lab.page.keyboard.press('Control+End')
  await lab.page.keyboard.type('print(2)')
  await screen.openScenario('Lost update')
  await reopen(path)
  await expect(editor()).toContainText('print(2)')
  await expect(screen.region('notice')).toContainText('did not save')
  expect(await readFile(path, 'utf8')).toBe('print(1)\n')
})

test('in a program of thousands of lines no key is lost, and whoever saves at once saves what is written', async () => {
  const work = (number: number): string => `def work${number}():\n    global total\n    with lock:\n        total += ${number}\n\n\n`
  const text = `import threading\nlock = threading.Lock()\ntotal = 0\n${Array.from({ length: 700 }, (_, number) => work(number)).join('')}`
  const path = await openFile('long.py', text)
  await editor().click()
  await lab.page.keyboard.press('Control+Home')
  await lab.page.keyboard.type('# typed without a pause')
  await lab.page.keyboard.press('Enter')
  await lab.page.keyboard.type('# and saved')
  await lab.page.keyboard.press('Enter')
  await lab.page.keyboard.press('Control+s')
  await expect.poll(() => readFile(path, 'utf8')).toBe(`# typed without a pause\n# and saved\n${text}`)
  await expect(screen.region('appbar')).not.toContainText('edited')
})

test('a file with Windows line ends is not edited by opening it, and keeps them when saved', async () => {
  const path = await openFile('windows.py', 'x = 1\r\nprint(x)\r\n')
  await expect(screen.region('appbar')).not.toContainText('edited')
  await editor().click()
  await lab.page.keyboard.press('Control+End')
  await lab.page.keyboard.type('print(2)')
  await expect(screen.region('appbar')).toContainText('edited')
  await lab.page.keyboard.press('Control+s')
  await expect(screen.region('appbar')).not.toContainText('edited')
  expect(await readFile(path, 'utf8')).toBe('x = 1\r\nprint(x)\r\nprint(2)')
})

test('a parameter that is no value is told, and can be mended', async () => {
  await screen.openScenario('Lost update')
  await screen.setParameter('N', 'banana')
  await expect(screen.region('program')).toContainText('is no value for N')
  await screen.setParameter('N', '2')
  await expect(screen.region('program')).not.toContainText('is no value')
})

test('a run that was left is kept, and its last words are not taken for those of the next', async () => {
  await screen.openScenario('Two transfers')
  await screen.choose('Real threads')
  await screen.run(/parked/)
  await screen.openScenario('Lost update')
  await screen.choose('Real threads')
  await screen.run(/Finished/)
  await screen.openScenario('Two transfers')
  await screen.choose('Real threads')
  await expect(screen.region('engine').getByRole('status')).toContainText('after')
  await expect(screen.region('finding')).toContainText('Deadlock')
  await expect(screen.region('notice')).toBeHidden()
})

test('pressing the entry that is open already keeps the steps', async () => {
  await screen.openScenario('Lost update')
  await lab.page.keyboard.press('1')
  await screen.openScenario('Lost update')
  await expect(screen.region('where')).toHaveText('step 1 of 1')
})

test('Space after a click on an engine leaves that engine chosen', async () => {
  await screen.choose('By hand')
  await screen.openScenario('Check, then act')
  await screen.choose('Python')
  await lab.page.keyboard.press('Space')
  await expect(screen.region('engine').getByRole('radio', { name: 'Python', exact: true })).toBeChecked()
})
