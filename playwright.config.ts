import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // beside other work tests have taken 16 s; a first start of Electron on a busy machine has taken more than 30 s
  timeout: 60_000,
  // beside other work the first search of a window has taken 8 s
  expect: { timeout: 20_000 },
  // one real window at a time: the tests share the machine's processes and its display
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: { trace: 'retain-on-failure' }
})
