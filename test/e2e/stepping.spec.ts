import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Lab, launchLab } from './launch'
import { type Screen, screenOf } from './screen'

let lab: Lab
let screen: Screen
test.beforeAll(async () => {
  lab = await launchLab()
  screen = screenOf(lab.page)
})
test.afterAll(async () => {
  expect(lab.complaints).toEqual([])
  await lab.close()
})

const keys = async (...names: string[]): Promise<void> => {
  for (const name of names) await lab.page.keyboard.press(name)
}

test('the counter loses an update in the order that one chooses', async () => {
  await screen.openScenario('Lost update')
  await screen.setParameter('N', '1')
  await keys('1', '2', '2', '1', '0', '0')
  await expect(screen.region('output')).toContainText('1')
  await expect(screen.region('memory')).toContainText('counter')
  await expect(screen.region('where')).toHaveText('step 6 of 6')
  await expect(screen.region('status')).toContainText('Simulated')
})

test('the time cursor takes everything back, and a new step cuts off what lay ahead, which redo brings back', async () => {
  await keys('Home')
  await expect(screen.region('output')).toContainText('Nothing printed yet')
  await keys('ArrowRight', 'ArrowRight')
  await expect(screen.region('where')).toHaveText('step 2 of 6')
  // a clicker has these two keys
  await keys('PageDown', 'PageDown', 'PageUp')
  await expect(screen.region('where')).toHaveText('step 3 of 6')
  await keys('PageUp')
  await expect(screen.region('where')).toHaveText('step 2 of 6')
  await keys('1')
  await expect(screen.region('where')).toHaveText('step 3 of 3')
  await keys('Control+Shift+Z')
  await expect(screen.region('where')).toHaveText('step 6 of 6')
})

test('a blocked thread says why, and its button cannot be pressed', async () => {
  await screen.openScenario('Two transfers')
  await keys('1', '2')
  const card = lab.page.getByTestId('card-T1')
  await expect(card).toContainText('waits for lock_b, held by transfer-2')
  await expect(card.getByRole('button', { name: /Step/ })).toBeDisabled()
  await expect(screen.region('finding')).toContainText('Deadlock')
  await expect(screen.region('graph')).toContainText('cycle transfer-1')
})

test('a schedule is text: pasted, it runs; a bad one names its step and changes nothing', async () => {
  await screen.openScenario('Two transfers')
  const paste = async (text: string): Promise<void> => {
    await screen.region('scheduler').getByRole('button', { name: 'Paste…' }).click()
    await lab.page.getByLabel(/^Schedule: thread numbers/).fill(text)
    await screen.region('scheduler').getByRole('button', { name: 'Run it' }).click()
  }
  await paste('1 2')
  await expect(screen.region('finding')).toContainText('Deadlock')
  await paste('1 1 7')
  await expect(screen.region('notice')).toContainText('step 3')
  await expect(screen.region('where')).toHaveText('step 2 of 2')
  await paste('hello')
  await expect(screen.region('notice')).toContainText('step 1')
  await expect(screen.region('where')).toHaveText('step 2 of 2')
})

test('all that was printed stands there once the time cursor rests, the newest line in sight', async () => {
  await screen.openScenario('Lost update')
  await lab.page.getByRole('textbox', { name: /^Program counter/ }).click()
  await keys('Control+A', 'Delete')
  await lab.page.keyboard.insertText('for i in range(60):\n    print("line", i)\n')
  await screen.region('scheduler').getByRole('button', { name: 'Paste…' }).click()
  await lab.page.getByLabel(/^Schedule: thread numbers/).fill('0 '.repeat(60).trim())
  await screen.region('scheduler').getByRole('button', { name: 'Run it' }).click()
  const output = screen.region('output')
  await expect(output).toContainText('line 59')
  await expect(output.locator('.line')).toHaveCount(60)
  await expect(output.locator('.line').first()).toHaveText('line 0')
  await expect(output.locator('.line').last()).toBeInViewport()
  // a lower window has less room for it
  await lab.page.setViewportSize({ width: 1280, height: 700 })
  await expect(output.locator('.line').first()).not.toBeInViewport()
  await expect(output.locator('.line').last()).toBeInViewport()
  await screen.region('program').getByRole('button', { name: 'Revert' }).click()
})

test('a third thread that goes on does not hide the deadlock', async () => {
  await screen.openScenario('Deadlock with a bystander')
  await keys('1', '2', '3', '3')
  await expect(screen.region('finding')).toContainText(/Deadlock|Possible deadlock/)
  await expect(screen.region('finding')).toContainText('held by')
})

test('threads that share a colour are told apart by stripes as well as by their numbers', async () => {
  await screen.openScenario('Dining philosophers')
  await screen.setParameter('N', '9')
  const look = (thread: string) =>
    lab.page
      .getByTestId(`card-${thread}`)
      .locator('.chip')
      .evaluate((element) => {
        const { backgroundColor, backgroundImage } = getComputedStyle(element)
        return { color: backgroundColor, striped: backgroundImage !== 'none' }
      })
  const first = await look('T1')
  expect(first.striped).toBe(false)
  expect(await look('T9')).toEqual({ color: first.color, striped: true })
})

test('several that are stuck for reasons of their own are all told', async () => {
  await screen.openScenario('Cigarette smokers')
  await screen.region('verdict').getByRole('button', { name: 'Show me' }).click()
  await expect(screen.region('finding')).toContainText('MainThread waits for smoked')
  await expect(screen.region('finding')).toContainText('smoker-0 waits for table[2]')
})

test('a text with a problem says where, what and what to try; nothing that was typed is lost', async () => {
  await screen.openScenario('Lost update')
  const editor = lab.page.getByRole('textbox', { name: /^Program counter/ })
  await editor.click()
  await keys('Control+End')
  await lab.page.keyboard.type('\nimport socket\n')
  await expect(screen.region('program').getByRole('list', { name: 'Problems' })).toContainText(/Line \d+/)
  await expect(screen.region('program').getByRole('list', { name: 'Problems' })).toContainText('socket')
  await screen.openScenario('Two transfers')
  await screen.openScenario('Lost update')
  await expect(editor).toContainText('import socket')
  await screen.region('program').getByRole('button', { name: 'Revert' }).click()
  await expect(editor).not.toContainText('import socket')
  await expect(screen.region('transport')).toBeVisible()
})

test('the timeline is one stop for the keyboard and tells every bar in words', async () => {
  await screen.openScenario('Two transfers')
  await keys('1', '2')
  const grid = lab.page.getByRole('grid')
  await grid.focus()
  await keys('ArrowDown', 'End')
  await expect(lab.page.getByRole('gridcell')).toContainText('transfer-1 deadlocked on lock_b')
  await keys('Home', 'Enter')
  await expect(screen.region('where')).toHaveText('step 0 of 2')
})

test('a step that can go several ways has a button for each, and goes the way that is pressed', async () => {
  const waiters = [1, 2].map((number) => `threading.Thread(target=waiter, name='waiter-${number}').start()\n`).join('')
  const text = `import threading

cond = threading.Condition()


def waiter():
    with cond:
        cond.wait()


def teller():
    with cond:
        cond.notify()


${waiters}threading.Thread(target=teller, name='teller').start()
`
  const path = join(lab.userData, 'ways.py')
  await writeFile(path, text)
  await lab.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)
  await keys('Control+O')
  await expect(screen.region('program').getByRole('heading', { name: 'ways.py' })).toBeVisible()
  await screen.region('scheduler').getByRole('button', { name: 'Paste…' }).click()
  await lab.page.getByLabel(/^Schedule: thread numbers/).fill('1 1 2 2 3')
  await screen.region('scheduler').getByRole('button', { name: 'Run it' }).click()
  await expect(screen.region('where')).toHaveText('step 5 of 5')
  const ways = lab.page.getByRole('group', { name: 'Ways of the step of teller' })
  await expect(ways.getByRole('button')).toHaveCount(2)
  await ways.getByRole('button', { name: /waiter-2/ }).click()
  await expect(screen.region('where')).toHaveText('step 6 of 6')
  await expect(lab.page.getByTestId('card-T1')).toContainText('notify')
  await expect(lab.page.getByTestId('card-T2')).toContainText('lock of cond')
})
