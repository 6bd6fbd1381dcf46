import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { type Lab, launchLab } from './launch'
import { descendants, expectGone } from './processes'
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

const show = (page: 'Timeline' | 'State graph' | 'Progress graph'): Promise<void> => lab.page.getByRole('radio', { name: page }).click()

async function expectNoViolation(region: string): Promise<void> {
  // legacy mode: Electron cannot open the blank page that the default mode works in
  const { violations } = await new AxeBuilder({ page: lab.page }).setLegacyMode(true).include(`[data-testid="${region}"]`).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}

/** A program with more states than are searched on every edit: two threads that count to two hundred. */
async function openLarge(): Promise<void> {
  await screen.openScenario('Lost update')
  await screen.setParameter('N', '200')
}

test('opening a program is enough to know that a deadlock is possible, and one press shows it', async () => {
  await screen.openScenario('Two transfers')
  await expect(screen.region('verdict')).toContainText('A deadlock is possible: 1 preemption, 2 steps')
  await expect(screen.region('orders')).toContainText('Complete: all 38 states')
  await screen.region('verdict').getByRole('button', { name: 'Show me' }).click()
  await expect(screen.region('finding')).toContainText('Deadlock')
  await expect(screen.region('where')).toHaveText('step 2 of 2')
  await expect(screen.region('scheduler').getByRole('button', { name: /^Step \d+: thread/ })).toHaveCount(2)
})

test('a result is replayed from the list, by keyboard alone', async () => {
  await screen.openScenario('Lost update')
  await screen.setParameter('N', '1')
  await expect(screen.region('orders')).toContainText('2 results')
  await expect(screen.region('orders')).toContainText('4 of 6')
  await screen.region('orders').getByRole('button', { name: 'Replay result 1' }).focus()
  await lab.page.keyboard.press('Enter')
  await expect(screen.region('output')).toContainText('1')
  await expect(screen.region('where')).toHaveText('step 6 of 6')
})

test('one of each different execution is unfolded and replayed by keyboard, those that pass too', async () => {
  await screen.openScenario('Two transfers')
  const orders = screen.region('orders')
  await expect(orders).toContainText('No way out after step 2.')
  await orders.getByText('One of each different execution').focus()
  await lab.page.keyboard.press('Enter')
  await expect(orders.getByRole('button', { name: /^Replay execution \d: / })).toHaveCount(3)
  await expectNoViolation('orders')
  await orders.getByRole('button', { name: /^Replay execution \d: deadlock/ }).press('Enter')
  await expect(screen.region('finding')).toContainText('Deadlock')
})

test('in a small window the question whether a state can be reached is in sight, whatever was found, and short results stand on a line', async () => {
  const resize = (width: number, height: number) =>
    lab.app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [width, height] as const)
  const [width, height] = await lab.page.evaluate(() => [innerWidth, innerHeight] as const)
  await resize(1280, 720)
  await expect.poll(() => lab.page.evaluate(() => innerHeight)).toBe(720)
  await screen.openScenario('Dining philosophers')
  await expect(screen.region('orders')).toContainText('6 results')
  await expect(lab.page.getByLabel('Can this be reached?')).toBeInViewport({ ratio: 1 })
  await screen.openScenario('Readers first')
  const result = screen.region('orders').getByTitle('overtaken 0', { exact: true })
  const lineHeight = await result.evaluate((element) => Number.parseFloat(getComputedStyle(element).lineHeight))
  expect((await result.boundingBox())?.height).toBeLessThan(lineHeight * 1.5)
  expect((await screen.region('orders').getByRole('button', { name: 'Replay result overtaken 0' }).boundingBox())?.width).toBeGreaterThanOrEqual(24)
  await resize(width, height)
  await expect.poll(() => lab.page.evaluate(() => innerHeight)).toBe(height)
})

test('every edit is searched again, without a button', async () => {
  await screen.openScenario('Lost update')
  await screen.setParameter('N', '1')
  await expect(screen.region('orders')).toContainText('2 results')
  await screen.setParameter('N', '2')
  await expect(screen.region('orders')).toContainText('3 results')
  await screen.openScenario('Counter with a lock')
  await expect(screen.region('verdict')).toContainText('No deadlock and no failure in any order')
})

test('the state graph and the progress graph are saved as pictures that say all of it in words too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-figures-'))
  await screen.openScenario('Two transfers')
  for (const [page, region, words] of [
    ['State graph', 'states', '1 state: deadlock.'],
    ['Progress graph', 'progress', 'From the crossed corner no way leads to E']
  ] as const) {
    const path = join(folder, `${region}.svg`)
    await lab.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, path)
    await show(page)
    await screen.region(region).getByRole('button', { name: 'Export' }).click()
    await expect.poll(() => existsSync(path) && readFileSync(path, 'utf8').endsWith('</svg>\n')).toBe(true)
    expect(readFileSync(path, 'utf8')).toContain('complete: all 38 states')
    expect(readFileSync(path, 'utf8')).toContain(words)
  }
  rmSync(folder, { recursive: true, force: true })
})

test('a text with problems is told nothing of the one before: no verdict, no complete search, no graph of its states', async () => {
  await screen.openScenario('Two transfers')
  await expect(screen.region('orders')).toContainText('Complete: all 38 states')
  await show('State graph')
  await expect(screen.region('states').getByRole('grid')).toBeVisible()
  const editor = lab.page.locator('.cm-content')
  await editor.click()
  await lab.page.keyboard.press('Control+Home')
  await lab.page.keyboard.type('if')
  await expect(screen.region('states')).toContainText('The program has problems')
  await expect(screen.region('orders')).not.toContainText('Complete')
  await show('Progress graph')
  await expect(screen.region('progress')).toContainText('The program has problems')
  await lab.page.getByRole('button', { name: 'Revert' }).click()
  await expect(screen.region('orders')).toContainText('Complete: all 38 states')
  await show('Timeline')
})

test('whether a state can be reached is answered while one types, and what is no question says why', async () => {
  await screen.openScenario('Lost update')
  await screen.setParameter('N', '1')
  const answer = lab.page.getByTestId('reach-answer')
  const field = lab.page.getByLabel('Can this be reached?')
  await field.fill('counter == 1')
  await expect(answer).toContainText('Yes, after 2 steps.')
  await field.fill('counter == 3')
  await expect(answer).toContainText('No, in no order.')
  await screen.setParameter('N', '2')
  await expect(answer).toContainText('Yes, after 6 steps.')
  await field.fill('counter.locked()')
  await expect(answer).toContainText("It can be evaluated in no state. column 1: AttributeError: 'int' object has no attribute 'locked'")
  await field.fill('countr == 3')
  await expect(answer).toContainText('no module-level variable countr')
  await expectNoViolation('orders')
  await field.fill('')
  await expect(answer).toBeEmpty()
})

test('the key B shows the clearest bug', async () => {
  await screen.openScenario('Two transfers')
  await expect(screen.region('verdict')).toContainText('A deadlock is possible')
  await lab.page.keyboard.press('b')
  await expect(screen.region('finding')).toContainText('Deadlock')
})

test('the state graph shows the run, goes to a state that is pressed, and along its steps by arrow keys', async () => {
  await screen.openScenario('Two transfers')
  await lab.page.keyboard.press('r')
  await show('State graph')
  await expect(screen.region('states').getByRole('list', { name: 'Kinds of states' })).toContainText('deadlock 1')
  const grid = screen.region('states').getByRole('grid')
  await grid.focus()
  await lab.page.keyboard.press('ArrowRight')
  await expect(grid.getByRole('gridcell')).toContainText('1 step from the start')
  await lab.page.keyboard.press('Enter')
  await expect(screen.region('where')).toHaveText('step 1 of 1')
  await expectNoViolation('states')
})

test('a press on a state of the graph takes the run there', async () => {
  await screen.openScenario('Two transfers')
  await lab.page.keyboard.press('r')
  await show('State graph')
  const grid = screen.region('states').getByRole('grid')
  await grid.focus()
  await lab.page.keyboard.press('ArrowRight')
  await lab.page.keyboard.press('ArrowRight')
  const cell = grid.getByRole('gridcell')
  await expect(cell).toContainText('2 steps from the start')
  const { x, y, width, height } = (await cell.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await lab.page.mouse.click(x + width / 2, y + height / 2)
  await expect(screen.region('where')).toHaveText('step 2 of 2')
  await show('Timeline')
})

test('a graph that is too large says so and what works instead', async () => {
  await openLarge()
  await show('State graph')
  await expect(screen.region('states')).toContainText('Smaller parameters make a smaller graph')
  await show('Timeline')
})

test('the progress graph tells in words where the run stands', async () => {
  await screen.openScenario('Two transfers')
  await show('Progress graph')
  const words = screen.region('progress').getByRole('list', { name: 'What the progress graph says' })
  await expect(words).toContainText('From the crossed corner no way leads to E')
  await screen.region('verdict').getByRole('button', { name: 'Show me' }).click()
  await expect(words).toContainText('The run is stuck in that corner.')
  // a press on the way goes there: its first corner lies left of and below the one in which it is stuck
  const graph = screen.region('progress').getByTestId('progress-graph')
  const { width, height } = (await graph.boundingBox()) ?? { width: 0, height: 0 }
  const find = async (): Promise<string> => {
    for (let x = width * 0.02; x < width * 0.3; x += 12) {
      await graph.click({ position: { x, y: height * 0.74 } })
      const where = (await screen.region('where').textContent()) ?? ''
      if (where !== 'step 2 of 2') return where
    }
    return ''
  }
  await expect.poll(find).toMatch(/^step [01] of 2$/)
  await expectNoViolation('progress')
  await show('Timeline')
})

test('the progress graph is walked by arrow keys: each place says what comes next there, and Enter goes where the run was', async () => {
  await screen.openScenario('Two transfers')
  await show('Progress graph')
  await screen.region('verdict').getByRole('button', { name: 'Show me' }).click()
  await expect(screen.region('where')).toHaveText('step 2 of 2')
  const grid = screen.region('progress').getByRole('grid')
  const cell = grid.getByRole('gridcell')
  await grid.focus()
  await lab.page.keyboard.press('Home')
  await expect(cell).toContainText(
    'After 0 steps of transfer-1 and 0 of transfer-2, next: transfer-1 takes lock_a; transfer-2 takes lock_b. The run was here after step 0.'
  )
  await lab.page.keyboard.press('ArrowRight')
  await lab.page.keyboard.press('ArrowRight')
  await lab.page.keyboard.press('ArrowUp')
  await lab.page.keyboard.press('ArrowUp')
  await expect(cell).toHaveText('No run comes here: both would hold lock_b and lock_a.')
  await expect(screen.region('progress').getByRole('tooltip')).toHaveText('No run comes here: both would hold lock_b and lock_a.')
  await expectNoViolation('progress')
  // where no run was Enter goes nowhere
  await lab.page.keyboard.press('Enter')
  await expect(screen.region('where')).toHaveText('step 2 of 2')
  await lab.page.keyboard.press('Home')
  await lab.page.keyboard.press('Enter')
  await expect(screen.region('where')).toHaveText('step 0 of 2')
  await expect(grid).toBeFocused()
  await show('Timeline')
})

test('a large search is offered, held, and ended with what it found; nothing is claimed of what it did not see', async () => {
  await openLarge()
  await expect(screen.region('orders')).toContainText('Not complete')
  const before = descendants(lab.pid)
  await screen.region('orders').getByRole('button', { name: 'Search all orders' }).click()
  const progress = screen.region('search-progress')
  await expect(progress).toContainText(/[\d,]+ states/)
  const hosts = descendants(lab.pid).filter((pid) => !before.includes(pid))
  expect(hosts.length).toBeGreaterThan(0)
  await progress.getByRole('button', { name: 'Pause' }).click()
  await expect(progress.getByRole('button', { name: 'Go on' })).toBeVisible()
  await expectNoViolation('orders')
  await progress.getByRole('button', { name: 'Go on' }).click()
  await progress.getByRole('button', { name: 'Cancel' }).focus()
  await lab.page.keyboard.press('Enter')
  await expect(progress).toBeHidden()
  await expect(screen.region('orders')).toContainText('Not complete')
  await expect(screen.region('orders')).not.toContainText('goes on')
  // keys go on from the panel whose button is gone
  await expect(screen.region('orders')).toBeFocused()
  await expectGone(hosts)
})

test('a long search for what can be reached is cancelled by keyboard, and says that it was stopped', async () => {
  await openLarge()
  const field = lab.page.getByLabel('Can this be reached?')
  await field.fill('counter == 777')
  const answer = lab.page.getByTestId('reach-answer')
  await expect(answer).toContainText('Enter searches on')
  const before = descendants(lab.pid)
  await field.press('Enter')
  const cancel = answer.getByRole('button', { name: 'Cancel the search for this' })
  await expect(answer).toContainText(/Searching… [\d,]+ states/)
  const hosts = descendants(lab.pid).filter((pid) => !before.includes(pid))
  await expectNoViolation('orders')
  await cancel.press('Enter')
  await expect(cancel).toBeHidden()
  await expect(answer).toContainText('Not complete', { ignoreCase: true })
  await expect(answer).not.toContainText('No, in no order')
  await expect(field).toBeFocused()
  await expectGone(hosts)
  await field.fill('')
})

test('an edit ends a large search at once', async () => {
  await openLarge()
  const before = descendants(lab.pid)
  await screen.region('orders').getByRole('button', { name: 'Search all orders' }).click()
  await expect(screen.region('search-progress')).toContainText(/[\d,]+ states/)
  const hosts = descendants(lab.pid).filter((pid) => !before.includes(pid))
  await screen.setParameter('N', '1')
  await expect(screen.region('orders')).toContainText('2 results')
  await expectGone(hosts)
})

test('a student who has not predicted is told nothing', async () => {
  await screen.region('sidebar').getByRole('button', { name: 'Deadlock', exact: true }).click()
  await expect(screen.region('lesson')).toBeVisible()
  await expect(screen.region('verdict')).toBeHidden()
  await lab.page.getByRole('radio', { name: 'All orders' }).click()
  await expect(screen.region('orders')).toContainText('once you have predicted it')
})

test('closing the window in the middle of a large search leaves no process', async () => {
  const other = await launchLab()
  const page = screenOf(other.page)
  await page.openScenario('Lost update')
  await page.setParameter('N', '200')
  await page.region('orders').getByRole('button', { name: 'Search all orders' }).click()
  await expect(page.region('search-progress')).toContainText(/[\d,]+ states/)
  const pids = descendants(other.pid)
  await other.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expectGone([other.pid, ...pids])
  await other.close().catch(() => undefined)
})
