import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { type Lab, launchLab } from './launch'
import { type Screen, screenOf } from './screen'

let lab: Lab
let screen: Screen
test.beforeAll(async () => {
  lab = await launchLab()
  screen = screenOf(lab.page)
})
test.afterAll(async () => {
  await lab.close()
})

async function violations(page: Page): Promise<string[]> {
  // legacy mode: Electron cannot open the blank page that the default mode works in
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`)
}

const screens: Record<string, () => Promise<void>> = {
  home: async () => screen.region('appbar').getByRole('button', { name: 'Home' }).click(),
  lesson: async () => {
    await screen.showSidebar()
    await screen.region('sidebar').getByRole('button', { name: 'Deadlock', exact: true }).click()
  },
  'the record page': async () => {
    await screen.region('appbar').getByRole('button', { name: 'Record', exact: true }).click()
    await expect(lab.page.getByTestId('record-form')).toBeVisible()
  },
  'a stepped scenario': async () => {
    await screen.openScenario('Two transfers')
    await lab.page.keyboard.press('1')
    await lab.page.keyboard.press('2')
    await expect(screen.region('finding')).toBeVisible()
  },
  'the state graph': async () => lab.page.getByRole('radio', { name: 'State graph' }).click(),
  'the progress graph': async () => lab.page.getByRole('radio', { name: 'Progress graph' }).click(),
  processes: async () => lab.page.getByRole('radio', { name: 'Processes' }).click(),
  tasks: async () => {
    await lab.page.getByRole('radio', { name: 'Timeline' }).click()
    await screen.openScenario('The last seat is sold twice')
    await lab.page.keyboard.press('0')
    await expect(lab.page.getByRole('grid', { name: /^Timeline, 1 thread, 1 task, \d+ events$/ })).toBeVisible()
  },
  'a stepped scenario again': async () => {
    await screen.openScenario('Two transfers')
    await lab.page.keyboard.press('1')
  },
  table: async () => lab.page.keyboard.press('t'),
  'a recorded run': async () => {
    await lab.page.keyboard.press('t')
    await screen.choose('Real threads')
    await screen.run(/Deadlocked and parked/)
  }
}

for (const theme of ['light', 'dark', 'projector']) {
  test(`no screen has an accessibility violation in the ${theme} theme`, async () => {
    // five whole screens, each looked at element by element
    test.slow()
    await lab.page.getByLabel('Theme').selectOption(theme)
    for (const [name, open] of Object.entries(screens)) {
      await open()
      expect(await violations(lab.page), name).toEqual([])
    }
    await screen.region('engine').getByRole('button', { name: 'Stop' }).click()
    await expect(screen.region('engine').getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  })
}

test('the list of keys has no violation and closes with Escape', async () => {
  await lab.page.keyboard.press('F1')
  await expect(lab.page.getByRole('dialog')).toBeVisible()
  // all keys are seen at once, with the button that closes them
  await lab.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 720))
  await expect(lab.page.getByRole('dialog').getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 })
  expect(await violations(lab.page)).toEqual([])
  await lab.page.keyboard.press('Escape')
  await expect(lab.page.getByRole('dialog')).toBeHidden()
})

test('single keys can be turned off, and motion too: then what the last step wrote is outlined', async () => {
  await lab.page.getByLabel('Theme').selectOption('light')
  await expect(screen.region('sidebar')).toBeVisible()
  await screen.openScenario('Lost update')
  const where = screen.region('where')
  const change = async (setting: string | RegExp): Promise<void> => {
    await lab.page.keyboard.press('F1')
    await lab.page.getByRole('checkbox', { name: setting }).click()
    await lab.page.keyboard.press('Escape')
    await expect(lab.page.getByRole('dialog')).toBeHidden()
  }
  await change('Keys without Ctrl+ act')
  await lab.page.keyboard.press('1')
  await expect(where).toHaveText('step 0 of 0')
  await change('Keys without Ctrl+ act')
  for (const key of ['1', '1']) await lab.page.keyboard.press(key)
  await expect(where).toHaveText('step 2 of 2')
  const value = screen.region('memory').getByText('1', { exact: true }).first()
  const look = () =>
    value.evaluate((element) => {
      const { animationName, outlineStyle } = getComputedStyle(element)
      return [animationName, outlineStyle]
    })
  expect(await look()).toEqual(['tint', 'none'])
  await change(/^No motion/)
  expect(await look()).toEqual(['none', 'solid'])
  await change(/^No motion/)
  await lab.page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await look()).toEqual(['none', 'solid'])
  // a step that writes nothing outlines nothing
  await lab.page.keyboard.press('2')
  expect(await look()).toEqual(['none', 'none'])
  await lab.page.emulateMedia({ reducedMotion: null })
  await lab.page.keyboard.press('Home')
})

test('a program is found by words of its name and opened, by keys alone', async () => {
  await lab.page.getByLabel('Theme').selectOption('light')
  await expect(screen.region('sidebar')).toBeVisible()
  await lab.page.keyboard.press('Control+B')
  await expect(screen.region('sidebar')).toBeHidden()
  await lab.page.keyboard.press('Control+P')
  const field = screen.region('sidebar').getByRole('searchbox')
  await expect(field).toBeFocused()
  await lab.page.keyboard.type('waiter philo')
  await expect(screen.region('sidebar').getByRole('listitem')).toHaveText(['Dining philosophers with a waiter'])
  await expect(screen.region('sidebar').getByRole('status')).toHaveText('1 name found')
  expect(await violations(lab.page)).toEqual([])
  await lab.page.keyboard.press('Enter')
  await expect(screen.region('appbar')).toContainText('Dining philosophers with a waiter')
  await field.press('Control+A')
  await lab.page.keyboard.type('zebra')
  await expect(screen.region('sidebar')).toContainText('Nothing here has “zebra” in its name.')
  await lab.page.keyboard.press('Escape')
  await expect(screen.region('sidebar').getByRole('button', { name: 'Lost update', exact: true })).toBeVisible()
})

/** The smallest text that is seen, as a share of the window's height, and what it says. */
const smallestText = (): Promise<{ share: number; text: string }> =>
  lab.page.evaluate(() => {
    const seen = [...document.querySelectorAll('body *')].filter(
      (element) =>
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) &&
        element.closest('.visually-hidden') === null &&
        element.checkVisibility()
    )
    const sized = seen.map((element) => ({ share: Number.parseFloat(getComputedStyle(element).fontSize) / innerHeight, text: element.textContent ?? '' }))
    return sized.toSorted((one, other) => one.share - other.share)[0] ?? { share: 0, text: 'nothing is seen' }
  })

test('on a projector no text is smaller than a fiftieth of the height, and another theme has the window as it was', async () => {
  const resize = (width: number, height: number) =>
    lab.app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [width, height] as const)
  await resize(1280, 720)
  await expect.poll(() => lab.page.evaluate(() => innerHeight)).toBe(720)
  await screen.openScenario('Two transfers')
  await lab.page.getByLabel('Theme').selectOption('projector')
  for (const [width, height] of [
    [1280, 720],
    [1440, 900],
    [1920, 1080]
  ] as const) {
    await resize(width, height)
    await expect.poll(() => lab.page.evaluate(() => innerHeight)).toBe(600)
    for (const page of ['Timeline', 'State graph', 'Progress graph', 'Processes']) {
      await lab.page.getByRole('radio', { name: page, exact: true }).click()
      const { share, text } = await smallestText()
      expect(share, text).toBeGreaterThanOrEqual(1 / 50)
    }
  }
  await resize(1280, 720)
  await lab.page.getByRole('radio', { name: 'Timeline', exact: true }).click()
  await lab.page.getByLabel('Theme').selectOption('light')
  await expect.poll(() => lab.page.evaluate(() => innerHeight)).toBe(720)
})

/** Sentences of which the window shows only a part. */
const cutSentences = (): Promise<string[]> =>
  lab.page.evaluate(() =>
    [...document.querySelectorAll('.findings .grow, .cycle-words, .schedule .soft, .engine-bar .hint, .card-words, .reach label')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      .filter((element) => getComputedStyle(element).overflow === 'hidden')
      .map((element) => element.textContent ?? '')
  )

/** Panels that scroll sideways: what they hold is wider than they are. */
const sidewaysPanels = (): Promise<string[]> =>
  lab.page.evaluate(() =>
    [...document.querySelectorAll('.panel, .cards, .sidebar, .workspace')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.className)
  )

for (const [width, height] of [
  [1440, 872],
  [1280, 720]
] as const) {
  test(`what was found, and the ring of waits, is read whole at ${width} × ${height}`, async () => {
    await lab.page.getByLabel('Theme').selectOption('light')
    await lab.app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [width, height] as const)
    await expect.poll(() => lab.page.evaluate(() => innerWidth)).toBe(width)
    for (const [title, words] of [
      ['Two transfers', 'transfer-2 waits for lock_a, held by transfer-1'],
      ['Dining philosophers', 'philosopher-2 waits for forks[0], held by philosopher-0'],
      ['Work that waits for work', 'ThreadPoolExecutor-0_0 waits for the result of drawn']
    ] as const) {
      await screen.openScenario(title)
      expect(await cutSentences()).toEqual([])
      await screen.region('verdict').getByRole('button', { name: 'Show me' }).click()
      await expect(screen.region('finding')).toContainText(words)
      const tab = lab.page.getByRole('radio', { name: 'Wait-for graph' })
      if (await tab.isVisible()) await tab.click()
      await expect(screen.region('graph')).toContainText(/cycle|deadlock of/)
      expect(await cutSentences()).toEqual([])
      expect(await sidewaysPanels()).toEqual([])
      if (await tab.isVisible()) await lab.page.getByRole('radio', { name: 'All orders' }).click()
      expect(await sidewaysPanels()).toEqual([])
    }
    await screen.openScenario('Lost update')
    await screen.choose('Real threads')
    await screen.run(/Finished/)
    expect(await cutSentences()).toEqual([])
    // short words stand on one line however much stands beside them
    expect((await screen.region('finding').getByText('Finished').boundingBox())?.height).toBeLessThan(24)
    await screen.choose('By hand')
  })
}

for (const [width, height] of [
  [1440, 872],
  [1280, 720],
  [960, 600]
] as const) {
  test(`nothing overflows the window at ${width} × ${height}`, async () => {
    await lab.page.getByLabel('Theme').selectOption('light')
    await lab.app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [width, height] as const)
    await expect.poll(() => lab.page.evaluate(() => innerWidth)).toBe(width)
    const outside = await lab.page.evaluate(() =>
      [...document.querySelectorAll('button, h1, h2, select, input, article')]
        .filter((element) => element.getClientRects().length > 0 && element.closest('.cm-editor, .chips, .cards, .visually-hidden') === null)
        .filter((element) => {
          const box = element.getBoundingClientRect()
          return box.right > innerWidth + 1 || box.left < -1
        })
        .map((element) => element.outerHTML.slice(0, 120))
    )
    expect(outside).toEqual([])
    await lab.page.screenshot({ path: `test-results/screens/${width}x${height}.png` })
  })
}
