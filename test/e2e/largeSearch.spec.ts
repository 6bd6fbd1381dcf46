import { expect, test } from '@playwright/test'
import { framesDuring } from './frames'
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

/** A program with more states than are searched on every edit, whose first findings are there. */
async function openLarge(): Promise<void> {
  await screen.openScenario('Lost update')
  await screen.setParameter('N', '200')
  await expect(screen.region('orders')).toContainText('Not complete')
}

/** Starts the search of all orders; gives its processes. */
async function searchAll(): Promise<number[]> {
  const before = descendants(lab.pid)
  await screen.region('orders').getByRole('button', { name: 'Search all orders' }).click()
  await expect(screen.region('search-progress')).toContainText(/[\d,]+ states/)
  return descendants(lab.pid).filter((pid) => !before.includes(pid))
}

const cancel = (): Promise<void> => screen.region('search-progress').getByRole('button', { name: 'Cancel' }).click()

// one try in a few without interference from the rest of the machine is enough
const inSomeTry = { timeout: 200_000, intervals: [100] }

/** The longest frame while something goes on, held against the longest while nothing does just before it: below 1, the window does not stand still for it. */
async function standsStill(begin: () => Promise<void>): Promise<number> {
  const idle = Math.max(...(await framesDuring(lab.page, 500)))
  const frames = framesDuring(lab.page, 1000)
  await begin()
  return Math.max(...(await frames)) / (100 + 3 * idle)
}

test('the window does not stand still while its worker searches', async () => {
  await openLarge()
  let edit = 200
  await expect.poll(() => standsStill(() => screen.setParameter('N', String(++edit))), inSomeTry).toBeLessThan(1)
})

test('the window does not stand still while a process searches', async () => {
  await expect
    .poll(async () => {
      await openLarge()
      const share = await standsStill(async () => void (await searchAll()))
      await cancel()
      await expect(screen.region('search-progress')).toBeHidden()
      return share
    }, inSomeTry)
    .toBeLessThan(1)
})

test('a search that is cancelled shows at once that it is over', async () => {
  await expect
    .poll(async () => {
      await openLarge()
      await searchAll()
      const took = await lab.page.evaluate(async () => {
        const progress = (): Element | null => document.querySelector('[data-testid=search-progress]')
        const button = [...(progress()?.querySelectorAll('button') ?? [])].find((each) => each.textContent === 'Cancel')
        const began = performance.now()
        button?.click()
        while (progress() !== null) await new Promise((resolve) => requestAnimationFrame(resolve))
        return performance.now() - began
      })
      return took
    }, inSomeTry)
    // about 150 ms; it took 3.6 s when a search could not be interrupted
    .toBeLessThan(1000)
})

test('a searching process that is killed is told; what was found stays, and the next search finds it all', async () => {
  await openLarge()
  const hosts = await searchAll()
  for (const pid of hosts) process.kill(pid, 'SIGKILL')
  await expect(screen.region('orders')).toContainText('The search broke: The process that searched ended before it was done.')
  await expect(screen.region('search-progress')).toBeHidden()
  await expect(
    screen
      .region('orders')
      .getByRole('button', { name: /^Replay/ })
      .first()
  ).toBeEnabled()
  await expectGone(hosts)
  const again = await searchAll()
  await expect(screen.region('orders')).not.toContainText('The search broke')
  await cancel()
  await expect(screen.region('search-progress')).toBeHidden()
  await expect(screen.region('orders')).toContainText('Not complete')
  await expectGone(again)
})
