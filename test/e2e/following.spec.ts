import { expect, test } from '@playwright/test'
import { type Lab, launchLab } from './launch'
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

const turns = () => lab.page.getByTestId('turns')

test('a run on real threads is gone again in the model, and another order of it is shown', async () => {
  const screen = screenOf(lab.page)
  await screen.openScenario('Lost update')
  await screen.choose('Real threads')
  await screen.run()
  const printed = await screen.region('output').textContent()
  await lab.page.getByTestId('follow').getByRole('button', { name: 'Ask the model' }).click()
  await expect(turns()).toContainText(/(\d+) of \1 events found again/)
  await expect(turns().getByRole('listitem').first()).toContainText(/Another order comes to .*after step \d+/)
  // the model stands at the end of the same run
  await expect(screen.region('output')).toHaveText(printed ?? '')
  await turns()
    .getByRole('listitem')
    .first()
    .getByRole('button', { name: /^Replay another order/ })
    .click()
  await expect(screen.region('output')).not.toHaveText(printed ?? '')
})

test('an edit forgets the run, and a stepped run is no recorded one', async () => {
  const screen = screenOf(lab.page)
  await screen.setParameter('N', '2')
  await expect(turns()).toHaveCount(0)
  await expect(lab.page.getByTestId('follow')).toHaveCount(0)
})

test('tasks of a real Python are gone again turn by turn, and another order of them is shown', async () => {
  const missing = pythonMissing()
  test.skip(missing !== '', missing)
  const screen = screenOf(lab.page)
  await screen.openScenario('A lost update across an await')
  await screen.choose('Python')
  await screen.run()
  await expect(screen.region('output')).toContainText('1')
  await lab.page.getByTestId('follow').getByRole('button', { name: 'Ask the model' }).click()
  await expect(turns()).toContainText(/(\d+) of \1 events found again/)
  await expect(turns().getByRole('listitem').first()).toContainText(/Another order comes to 2 ?after step \d+/)
})
