import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { recordingWriter } from '../../src/core/formats/arrows'
import { forkTrace } from '../pictures/forkTrace'
import { type Lab, launchLab } from './launch'
import { screenOf } from './screen'

function forkRecording(): Uint8Array[] {
  const { header, events } = forkTrace()
  const writer = recordingWriter(header)
  return [writer.start(), writer.batch(events), writer.end()]
}

let lab: Lab
const folder = mkdtempSync(join(tmpdir(), 'lab-processes-'))
test.beforeAll(async () => {
  const path = join(folder, 'forks.arrows')
  writeFileSync(path, Buffer.concat(forkRecording()))
  lab = await launchLab({ words: [path] })
})
test.afterAll(async () => {
  expect(lab.complaints).toEqual([])
  await lab.close()
  rmSync(folder, { recursive: true, force: true })
})

const panel = () => lab.page.getByTestId('processes')

test('fork look by look: pages shared, then one copied; keys choose whom; how it ended is told', async () => {
  await expect(lab.page.getByTestId('appbar')).toContainText('forks.arrows')
  await lab.page.getByRole('radio', { name: 'Processes' }).click()
  const list = panel().getByRole('listbox', { name: /^Processes/ })
  await expect(list.getByRole('option')).toHaveCount(2)
  await expect(panel()).toContainText('ended by SIGKILL')
  await panel().getByRole('button', { name: 'Go to where it was last seen' }).click()
  await expect(panel().getByTestId('pages').getByRole('img', { name: 'Process 100: 4 pages of 4 KiB: 3 shared, 1 copied' })).toBeVisible()
  await list.getByRole('option', { selected: true }).press('ArrowDown')
  await expect(list.getByRole('option', { name: 'forks, process 101, level 2: asleep, 1 thread, 5 ms on a processor', selected: true })).toBeVisible()
  await panel().getByRole('button', { name: 'Next look' }).click()
  await expect(panel().getByRole('cell', { name: 'same place as 3 of 100' })).toBeVisible()
  // a name cannot turn the text round it
  await expect(panel().getByRole('region', { name: 'Threads of process 101' })).toContainText('worker⟨U+202E⟩')
  const before = panel().getByRole('button', { name: 'Look before' })
  await before.click()
  await before.click()
  await expect(panel().getByRole('img', { name: 'Process 101: 4 pages of 4 KiB: 4 shared' })).toBeVisible()
  const { violations } = await new AxeBuilder({ page: lab.page }).setLegacyMode(true).include('[data-testid="processes"]').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  await before.click()
  await expect(list.getByRole('option')).toHaveCount(1)
  await expect(panel().getByRole('img', { name: 'Process 100: 4 pages of 4 KiB: 4 its own' })).toBeVisible()
})

test('what is seen of processes is saved as a picture that says it in words too', async () => {
  const path = join(folder, 'forks.svg')
  await lab.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, path)
  await panel().getByRole('button', { name: 'Export' }).click()
  await expect.poll(() => existsSync(path) && readFileSync(path, 'utf8').endsWith('</svg>\n')).toBe(true)
  expect(readFileSync(path, 'utf8')).toContain('Memory of 100: 16 KiB of addresses')
})

test('the table names the process of each thread', async () => {
  await lab.page.getByRole('radio', { name: 'Timeline' }).click()
  const table = lab.page.getByRole('region', { name: 'Timeline as a table' })
  await lab.page.getByRole('button', { name: 'Table', exact: true }).click()
  await expect(table.getByRole('columnheader', { name: 'Process' })).toBeVisible()
  await expect(table.getByRole('row').filter({ hasText: 'child' }).first().getByRole('cell', { name: 'process 101' })).toBeVisible()
  await lab.page.getByRole('button', { name: 'Picture', exact: true }).click()
})

test('where there is nothing to see it says why', async () => {
  await screenOf(lab.page).openScenario('Lost update')
  await lab.page.getByRole('radio', { name: 'Processes' }).click()
  await expect(panel()).toContainText('A stepped run happens in the model')
})
