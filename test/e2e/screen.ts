import { expect, type Locator, type Page } from '@playwright/test'

/** The regions of the window, by their fixed names. */
export interface Screen {
  region(
    name:
      | 'appbar'
      | 'sidebar'
      | 'home'
      | 'stage'
      | 'lesson'
      | 'memory'
      | 'scheduler'
      | 'graph'
      | 'transport'
      | 'timeline'
      | 'engine'
      | 'output'
      | 'program'
      | 'finding'
      | 'status'
      | 'notice'
      | 'where'
      | 'spoken'
      | 'orders'
      | 'verdict'
      | 'states'
      | 'progress'
      | 'search-progress'
  ): Locator
  /** Opens the sidebar where it is not shown. */
  showSidebar(): Promise<void>
  /** Opens a scenario from the sidebar by its title and waits for its first step to be possible. */
  openScenario(title: string): Promise<void>
  choose(engine: 'By hand' | 'Real threads' | 'Python'): Promise<void>
  /** Presses Run and waits until the run is over or parked. */
  run(until?: RegExp): Promise<void>
  setParameter(name: string, literal: string): Promise<void>
}

/** The window of a page. */
export function screenOf(page: Page): Screen {
  const region: Screen['region'] = (name) => page.getByTestId(name)
  const showSidebar = async (): Promise<void> => {
    // over a small or magnified page it is opened for one choice at a time
    if (!(await region('sidebar').isVisible())) await region('appbar').getByRole('button', { name: 'Sidebar' }).click()
  }
  return {
    region,
    showSidebar,
    async openScenario(title) {
      await showSidebar()
      await region('sidebar').getByRole('button', { name: title, exact: true }).click()
      await expect(region('transport')).toBeVisible()
    },
    async choose(engine) {
      await region('engine').getByRole('radio', { name: engine, exact: true }).click()
    },
    async run(until = /Finished|Failed|Deadlock|Time limit/) {
      await region('engine').getByRole('button', { name: 'Run', exact: true }).click()
      await expect(region('engine').getByRole('status')).toContainText(until)
    },
    async setParameter(name, literal) {
      const field = page.getByLabel(`${name} =`)
      await field.fill(literal)
      await field.press('Enter')
    }
  }
}
