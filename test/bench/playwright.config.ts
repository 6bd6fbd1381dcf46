import { defineConfig } from '@playwright/test'

/** Figures of the real window: `npm run bench:window`. Nothing here asserts a time. */
export default defineConfig({
  testDir: '.',
  testMatch: 'window.ts',
  outputDir: '../../test-results/bench',
  timeout: 300_000,
  workers: 1,
  reporter: [['line']]
})
