import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // ends what hangs; nothing else is a matter of speed, however slow and busy the machine: a first start of Electron has taken more than 30 s
  timeout: 300_000,
  expect: { timeout: 60_000 },
  // one real window at a time: the tests share the machine's processes and its display
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: { trace: 'retain-on-failure' }
})
