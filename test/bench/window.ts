import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { recordingBytes } from '../../src/core/formats/arrows'
import { framesDuring } from '../e2e/frames'
import { type Lab, launchLab } from '../e2e/launch'
import { screenOf } from '../e2e/screen'
import { crowdRun } from './crowdRun'
import { longRun } from './longRun'

const median = (figures: readonly number[]): number => figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? Number.NaN
const tail = (figures: readonly number[]): number => figures.toSorted((a, b) => a - b)[Math.floor(figures.length * 0.95)] ?? Number.NaN
const tell = (label: string, words: string): void => console.log(`${label.padEnd(44)} ${words}`)

test.beforeAll(() => {
  console.log(
    `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${process.env.LAB_HEADLESS ? 'no display, no GPU' : 'with a display'}`
  )
})

test('start: from launch to the first button that can be pressed', async () => {
  const figures: number[] = []
  for (let run = 0; run < 5; run++) {
    const began = performance.now()
    const lab = await launchLab()
    await expect(lab.page.getByTestId('home').getByRole('button', { name: /^Start: / })).toBeEnabled()
    figures.push(performance.now() - began)
    await lab.close()
  }
  tell('start, median of 5', `${Math.round(median(figures))} ms`)
})

/** Time from one frame to the next while something is done at each, in milliseconds. */
function framesWhile(page: Page, gesture: 'scrub' | 'zoom in' | 'zoom out' | 'pan'): Promise<number[]> {
  return page.evaluate(async (what) => {
    const surface = document.querySelector('[data-testid=timeline-surface]')
    if (!surface) throw new Error('no timeline')
    const { left, top, width } = surface.getBoundingClientRect()
    const act = (step: number): boolean => {
      const at = { bubbles: true, cancelable: true, clientX: left + width * 0.4, clientY: top + 60 }
      if (what === 'scrub') return surface.dispatchEvent(new PointerEvent('pointermove', { ...at, clientX: left + ((step * 37) % width), buttons: 1 }))
      if (what === 'pan') return surface.dispatchEvent(new WheelEvent('wheel', { ...at, shiftKey: true, deltaY: 40 }))
      return surface.dispatchEvent(new WheelEvent('wheel', { ...at, ctrlKey: true, deltaY: what === 'zoom in' ? -60 : 60 }))
    }
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    const times: number[] = []
    let last = await frame()
    for (let step = 0; step < 120; step++) {
      act(step)
      const now = await frame()
      times.push(now - last)
      last = now
    }
    return times
  }, gesture)
}

async function open(lab: Lab, file: string): Promise<void> {
  await lab.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)
  await lab.page.keyboard.press('Control+O')
}

for (const millions of [1, 5]) {
  test(`a recording of ${millions} million events: opening, and frames while it is looked at`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'concurrency-lab-bench-'))
    const file = join(folder, `run-${millions}.arrows`)
    await writeFile(file, recordingBytes(longRun(millions * 1_000_000)))
    const lab = await launchLab()
    await expect(lab.page.getByTestId('home')).toBeVisible()
    const began = performance.now()
    await open(lab, file)
    await expect(lab.page.getByTestId('timeline-surface')).toBeVisible({ timeout: 120_000 })
    tell(`open ${millions} M events`, `${Math.round(performance.now() - began)} ms`)
    for (const gesture of ['scrub', 'zoom in', 'pan', 'zoom out'] as const) {
      const frames = await framesWhile(lab.page, gesture)
      tell(`${gesture}, ${millions} M events`, `frame median ${median(frames).toFixed(1)} ms, p95 ${tail(frames).toFixed(1)} ms`)
    }
    const memory = await lab.app.evaluate(({ app }) => app.getAppMetrics().find(({ type }) => type === 'Tab')?.memory.workingSetSize ?? 0)
    tell(`memory of the window, ${millions} M events`, `${Math.round(memory / 1024)} MiB`)
    await lab.close()
    await rm(folder, { recursive: true })
  })
}

test('frames while all orders of a large program are searched', async () => {
  const lab = await launchLab()
  const screen = screenOf(lab.page)
  await screen.openScenario('Lost update')
  const inWorker = framesDuring(lab.page, 2000)
  await screen.setParameter('N', '200')
  tell('search in the worker', frameWords(await inWorker))
  await screen.region('orders').getByRole('button', { name: 'Search all orders' }).click()
  await expect(screen.region('search-progress')).toContainText(/[\d,]+ states/)
  tell('search in a process', frameWords(await framesDuring(lab.page, 2000)))
  await lab.close()
})

test('record: from the press to the first lane of a program that goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'concurrency-lab-bench-'))
  const script = join(folder, 'waits.py')
  await writeFile(script, 'import threading, time\nt = threading.Thread(target=time.sleep, args=(60,))\nt.start()\nt.join()\n')
  const lab = await launchLab({ environment: { LAB_TEST_CONSENT: '1' } })
  await lab.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, script)
  await lab.page.getByTestId('appbar').getByRole('button', { name: 'Record', exact: true }).click()
  const form = lab.page.getByTestId('record-form')
  await form.getByLabel('A Python script').check()
  await form.getByRole('button', { name: 'Choose…' }).first().click()
  await expect(form).toContainText(script)
  const figures: number[] = []
  for (let run = 0; run < 6; run++) {
    const record = form.getByRole('button', { name: 'Record', exact: true })
    await expect(record).toBeEnabled()
    figures.push(
      await record.evaluate(async (button) => {
        const began = performance.now()
        if (button instanceof HTMLElement) button.click()
        while (document.querySelector('.lane-name') === null) await new Promise((resolve) => requestAnimationFrame(resolve))
        return performance.now() - began
      })
    )
    await lab.page.getByTestId('record-bar').getByRole('button', { name: 'Kill' }).click()
    const again = lab.page.getByRole('button', { name: 'Record something else' })
    await expect(again).toBeVisible()
    await again.click()
  }
  tell('first lane of a Python run, first to last', figures.map((ms) => `${Math.round(ms)} ms`).join(', '))
  await lab.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.destroy()
  })
  await lab.close()
  await rm(folder, { recursive: true })
})

test('a search that is cancelled: from the press until its progress is gone', async () => {
  const lab = await launchLab()
  const screen = screenOf(lab.page)
  const progress = screen.region('search-progress')
  const figures: number[] = []
  for (const millions of [0.2, 0.5, 1, 2, 4]) {
    await screen.openScenario('Lost update')
    await screen.setParameter('N', '500')
    await screen.region('orders').getByRole('button', { name: 'Search all orders' }).click()
    const states = async (): Promise<number> => Number(/([\d,]+) states/.exec((await progress.textContent()) ?? '')?.[1]?.replaceAll(',', '') ?? 0)
    await expect.poll(states, { intervals: [50], timeout: 60_000 }).toBeGreaterThan(millions * 1e6)
    figures.push(
      await lab.page.evaluate(async () => {
        const shown = (): Element | null => document.querySelector('[data-testid=search-progress]')
        const button = [...(shown()?.querySelectorAll('button') ?? [])].find((each) => each.textContent === 'Cancel')
        const began = performance.now()
        button?.click()
        while (shown() !== null) await new Promise((resolve) => requestAnimationFrame(resolve))
        return performance.now() - began
      })
    )
  }
  tell('cancel at 0.2, 0.5, 1, 2, 4 million states', figures.map((ms) => `${Math.round(ms)} ms`).join(', '))
  await lab.close()
})

const frameWords = (gaps: readonly number[]): string => `frame median ${median(gaps).toFixed(1)} ms, longest ${Math.max(...gaps).toFixed(1)} ms`

test('processes: from a move of the time cursor to the picture, with 103 of them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'concurrency-lab-bench-'))
  const file = join(folder, 'crowd.arrows')
  await writeFile(file, recordingBytes(crowdRun(102, 20)))
  const lab = await launchLab({ words: [file] })
  await expect(lab.page.getByTestId('appbar')).toContainText('crowd.arrows')
  await lab.page.getByRole('radio', { name: 'Processes' }).click()
  const panel = lab.page.getByTestId('processes')
  const before = panel.getByRole('button', { name: 'Look before' })
  await expect(before).toBeEnabled()
  const moves = await before.evaluate(async (button) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    const times: number[] = []
    for (let move = 0; move < 40; move++) {
      await frame()
      const began = performance.now()
      if (button instanceof HTMLElement) button.click()
      await frame()
      await frame()
      times.push(performance.now() - began)
    }
    return times
  })
  tell('a move among 103 processes', `median ${median(moves).toFixed(1)} ms, p95 ${tail(moves).toFixed(1)} ms`)
  await lab.close()
  await rm(folder, { recursive: true })
})
