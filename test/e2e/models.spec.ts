import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import './door'
import { type Lab, launchLab } from './launch'
import { type Screen, screenOf } from './screen'

const lostUpdate = `shared counter = 0
outcome counter
expect counter == 2

thread left
  load r counter
  store counter r + 1

thread right
  load r counter
  store counter r + 1
`

// two who take two locks in opposite order
const crossed = 'mutex a b\nthread one\n  lock a\n  lock b\nthread two\n  lock b\n  lock a\n'

let folder: string
let lab: Lab
let screen: Screen
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concurrency-lab-models-'))
  await writeFile(join(folder, 'lost.prog'), lostUpdate)
  await writeFile(join(folder, 'crossed.prog'), crossed)
  lab = await launchLab({ words: [join(folder, 'lost.prog')] })
  screen = screenOf(lab.page)
})
test.afterAll(async () => {
  expect(lab.complaints).toEqual([])
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})

const open = async (name: string): Promise<void> => {
  await lab.app.evaluate(
    ({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    },
    join(folder, name)
  )
  await lab.page.keyboard.press('Control+O')
  await expect(screen.region('program').getByRole('heading', { name })).toBeVisible()
}

test('a model on the command line is opened and searched; what real engines cannot do is grey, and says why', async () => {
  await expect(screen.region('program').getByRole('heading', { name: 'lost.prog' })).toBeVisible()
  await expect(screen.region('orders')).toContainText('Complete: all 13 states')
  await expect(screen.region('verdict')).toContainText('counter == 2 does not hold')
  const engine = screen.region('engine')
  await expect(engine.getByRole('radio', { name: 'Real threads' })).toBeDisabled()
  await expect(engine.getByRole('radio', { name: 'Python' })).toBeDisabled()
  await expect(engine).toContainText('Real threads and Python run Python files')
})

test('a model is stepped by hand and plays to its end', async () => {
  await lab.page.keyboard.press('1')
  await lab.page.keyboard.press('2')
  await expect(lab.page.getByTestId('card-T1')).toContainText('store counter r + 1')
  await lab.page.keyboard.press('1')
  await lab.page.keyboard.press('2')
  await expect(screen.region('where')).toHaveText('step 4 of 4')
  await expect(screen.region('memory')).toContainText('counter')
})

test('a model that is dropped on the window is opened, and stands in the list of recent files', async () => {
  await lab.page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'drop'
    document.body.append(input)
  })
  await lab.page.setInputFiles('#drop', join(folder, 'crossed.prog'))
  await lab.page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#drop')
    const [file] = input?.files ?? []
    const dataTransfer = new DataTransfer()
    if (file) dataTransfer.items.add(file)
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
    input?.remove()
  })
  await expect(screen.region('program').getByRole('heading', { name: 'crossed.prog' })).toBeVisible()
  await expect(screen.region('verdict')).toContainText('deadlocks are possible')
  await screen.region('verdict').getByRole('button', { name: 'Show me' }).click()
  await expect(screen.region('finding')).toContainText('Deadlock')
  await screen.region('sidebar').getByRole('button', { name: 'lost.prog' }).click()
  await expect(screen.region('orders')).toContainText('Complete: all 13 states')
})

test('what is wrong with a model is said with its line, while one types, and saving keeps it a model', async () => {
  await open('crossed.prog')
  await lab.page.getByRole('textbox', { name: 'Program crossed.prog' }).click()
  await lab.page.keyboard.press('Control+End')
  await lab.page.keyboard.type('  unlok a')
  await expect(screen.region('program').getByRole('list', { name: 'Problems' })).toContainText('Line 8: unlok is nothing that a thread does')
  for (let key = 0; key < 'k a'.length; key++) await lab.page.keyboard.press('ArrowLeft')
  await lab.page.keyboard.type('c')
  await expect(screen.region('program').getByRole('list', { name: 'Problems' })).toBeHidden()
  await lab.page.keyboard.press('Control+S')
  await expect.poll(() => readFile(join(folder, 'crossed.prog'), 'utf8')).toBe(`${crossed}  unlock a`)
})

test('a model with many states is searched in a process of its own', async () => {
  const counting = 'L:\n  load r x\n  store x r + 1\n  set n n + 1\n  if n < 60 goto L\n'
  await writeFile(join(folder, 'large.prog'), `shared x\nthread one\n${counting}thread two\n${counting}`)
  await open('large.prog')
  await expect(screen.region('orders')).toContainText('Not complete')
  await screen.region('orders').getByRole('button', { name: 'Search all orders' }).click()
  await expect(screen.region('search-progress')).toContainText(/[\d,]+ states/)
  await screen.region('search-progress').getByRole('button', { name: 'Cancel' }).click()
  await expect(screen.region('search-progress')).toBeHidden()
})
