import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { type Lab, launchLab } from './launch'
import { descendants, expectGone } from './processes'
import { pythonMissing } from './python'
import { screenOf } from './screen'

let lab: Lab
test.beforeAll(async () => {
  lab = await launchLab()
})
test.afterAll(async () => {
  expect(lab.complaints).toEqual([])
  await lab.close()
})

const missing = pythonMissing()

const page = () => lab.page.getByTestId('experiment')
const open = (title: string) => screenOf(lab.page).region('sidebar').getByRole('button', { name: title, exact: true }).click()

test('an experiment is measured here on a press, with its provenance', async () => {
  test.skip(missing !== '', missing)
  await open('Sleeping threads')
  await page().getByLabel('Runs of each').selectOption('1')
  await page().getByRole('button', { name: 'Measure' }).click()
  const measured = page().getByRole('region', { name: 'Measured here' })
  await expect(measured).toContainText('CPython')
  await expect(measured.getByRole('row', { name: /^20 threads/ })).toContainText('×')
  await expect(measured).toContainText('fewer than three runs')
})

test('the counter is run everywhere, rows come as they are there, and cancel ends it', async () => {
  test.skip(missing !== '', missing)
  await open('One counter, every Python')
  await page().getByRole('button', { name: 'Measure' }).click()
  await expect(
    page()
      .getByRole('row', { name: /CPython/ })
      .first()
  ).toBeVisible()
  const running = descendants(lab.pid)
  await page().getByRole('button', { name: 'Cancel' }).click()
  await expect(page().getByRole('button', { name: 'Measure' })).toBeVisible()
  expect(running.length).toBeGreaterThan(0)
})

test('no page of experiments has an accessibility violation', async () => {
  await open('One counter, every Python')
  const { violations } = await new AxeBuilder({ page: lab.page }).setLegacyMode(true).include('[data-testid="experiment"]').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
})

test('what is measured ends with the lab', async () => {
  test.skip(missing !== '', missing)
  await open('CPU-bound work in threads and processes')
  await page().getByLabel('Runs of each').selectOption('15')
  await page().getByRole('button', { name: 'Measure' }).click()
  await expect(page().getByRole('status')).toContainText('of 75')
  const children = descendants(lab.pid)
  await lab.app.close()
  await expectGone(children)
  lab = await launchLab()
})
