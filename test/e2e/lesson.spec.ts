import { expect, test } from '@playwright/test'
import { launchLab } from './launch'
import { screenOf } from './screen'

test('from a cold start to a moving step it takes two presses', async () => {
  const began = Date.now()
  const lab = await launchLab()
  const screen = screenOf(lab.page)
  await expect(screen.region('home').getByRole('button', { name: /^Start: / })).toBeFocused()
  await lab.page.keyboard.press('Enter')
  await screen.region('lesson').getByRole('button', { name: 'It depends on the order' }).click()
  await expect(screen.region('where')).toContainText(/step [12] of/)
  console.log(`from a cold start to a moving step: ${((Date.now() - began) / 1000).toFixed(1)} s`)
  expect(lab.complaints).toEqual([])
  await lab.close()
})

test('the whole deadlock lesson, by keyboard alone', async () => {
  const lab = await launchLab()
  const { page } = lab
  const screen = screenOf(page)
  const lesson = screen.region('lesson')
  /** Walks with Tab to a button of the lesson and presses it. */
  const press = async (name: string | RegExp): Promise<void> => {
    const button = lesson.getByRole('button', { name, exact: typeof name === 'string' })
    for (let tabs = 0; tabs < 200 && !(await button.evaluate((element) => element === document.activeElement)); tabs++) await page.keyboard.press('Tab')
    await expect(button).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await expect(screen.region('home').getByRole('button', { name: /^Start: / })).toBeFocused()
  await page.keyboard.press('Enter')
  await press('Always')
  // the run began by itself, threads in turn, and closes the ring
  await expect(screen.region('finding')).toContainText('transfer-1 waits for lock_b, held by transfer-2; transfer-2 waits for lock_a, held by transfer-1')
  await expect(lesson).toContainText('Always')
  await expect(lesson).toContainText('the threads got stuck')
  await press('Next')
  await press(/taken in different orders/)
  await expect(lesson).toContainText('Yes.')
  await press('Next')
  // the construction: an order in which both finish
  await page.keyboard.press('r')
  await page.keyboard.press('Shift+1')
  await page.keyboard.press('Shift+2')
  await page.keyboard.press('0')
  for (let rest = 0; rest < 6 && !(await screen.region('finding').isVisible()); rest++) await page.keyboard.press('0')
  await expect(screen.region('finding')).toContainText('Finished')
  await expect(lesson).toContainText('Your run shows it.')
  await press('Those runs did not meet a bad order.')
  await press('Both threads take lock_a first, then lock_b.')
  await press('Next')
  await expect(lesson).toContainText('3 of 3 right at the first try')
  expect(lab.complaints).toEqual([])
  await lab.close()
})

test('going back in a lesson, and leaving it, loses no answer', async () => {
  const lab = await launchLab()
  const { page } = lab
  const screen = screenOf(page)
  await expect(screen.region('home').getByRole('button', { name: /^Start: / })).toBeFocused()
  await page.keyboard.press('Enter')
  await screen.region('lesson').getByRole('button', { name: 'Never' }).click()
  await expect(screen.region('lesson')).toContainText('the threads got stuck')
  await page.getByRole('radio', { name: 'All orders' }).click()
  await screen.openScenario('Lost update')
  await screen.region('sidebar').getByRole('button', { name: 'Deadlock', exact: true }).click()
  await expect(screen.region('lesson')).toContainText('the threads got stuck')
  await screen.region('lesson').getByRole('button', { name: 'Back' }).click()
  await screen.region('lesson').getByRole('button', { name: 'Back' }).click()
  await expect(screen.region('lesson').getByRole('button', { name: 'Never' })).toHaveAttribute('aria-pressed', 'true')
  await lab.close()
})
