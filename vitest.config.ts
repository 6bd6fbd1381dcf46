import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Files that start processes or threads, or replace a module: each in a process of its own. */
const alone = [
  'test/cli/**/*.test.ts',
  'test/engines/**/*.test.ts',
  'test/recorders/**/*.test.ts',
  'test/scenarios/pythons.test.ts',
  'test/core/explorer/reduction.test.ts'
]

export default defineConfig({
  test: {
    exclude: ['test/e2e/**', 'test/bench/**'],
    environment: 'node',
    // the runner itself leaves one processor free; but tests of real runs mostly wait for their children
    maxWorkers: Math.max(2, availableParallelism()),
    // ends what hangs; nothing else is a matter of speed, however slow and busy the machine
    testTimeout: 300_000,
    hookTimeout: 300_000,
    coverage: { provider: 'v8', include: ['src/**/*.{ts,tsx}'] },
    projects: [
      { extends: true, test: { name: 'alone', include: alone, globalSetup: 'test/recorders/python/findOnce.ts' } },
      // values in, values out: one process for many files loads every module once
      { extends: true, test: { name: 'together', include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/e2e/**', 'test/bench/**', ...alone], isolate: false } }
    ]
  }
})
