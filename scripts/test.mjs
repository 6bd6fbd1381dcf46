// npm test: every check there is, one after another, to the end even when one fails. Writes out/test/counts.json and prints the sum.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary } from './binary.mjs'
import { foreground } from './child.mjs'
import { root } from './root.mjs'

const results = join(root, 'out', 'test')
const unitReport = join(results, 'unit.json')
const e2eReport = join(results, 'e2e.json')

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const stages = [
  { name: 'types', script: binary('typescript', 'tsc'), args: ['-b', '--force'] },
  { name: 'lint', script: binary('oxlint'), args: [] },
  { name: 'format', script: binary('@biomejs/biome', 'biome'), args: ['format'] },
  { name: 'lock file', script: join(root, 'scripts/check-lock.mjs'), args: [] },
  {
    name: 'unit tests',
    script: binary('vitest'),
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    report: unitCounts
  },
  { name: 'build', script: binary('electron-vite'), args: ['build', '--logLevel', 'warn'] },
  {
    name: 'end-to-end tests',
    script: join(root, 'scripts/run.mjs'),
    args: ['e2e', '--reporter=list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
    report: e2eCounts
  }
]

/** @returns {Counts} */
function unitCounts() {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(unitReport, 'utf8'))
  const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return { passed: numPassedTests, failed: numFailedTests + unloaded, skipped: numPendingTests + numTodoTests }
}

/** @returns {Counts} */
function e2eCounts() {
  const { stats, errors } = JSON.parse(readFileSync(e2eReport, 'utf8'))
  // a test that passes only when tried again is not a test that passes
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
}

/** @returns {Promise<Counts>} */
async function runStage({ name, script, args, environment, report }) {
  console.log(`\n── ${name} ──`)
  const code = await foreground(process.execPath, [script, ...args], { ...process.env, ...environment })
  const counts = report ? readReport(report) : { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 }
  // a runner that failed without a failed test crashed, or met an error outside of any test
  return { ...counts, failed: counts.failed || (code === 0 && counts.passed > 0 ? 0 : 1) }
}

function readReport(report) {
  try {
    return report()
  } catch (error) {
    console.error(`no report: ${error.message}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const rows = []
for (const stage of stages) {
  // words after `npm test --` choose stages: npm test -- types lint
  const chosen = process.argv.slice(2)
  if (chosen.length === 0 || chosen.includes(stage.name)) rows.push({ name: stage.name, ...(await runStage(stage)) })
}
const sum = (key) => rows.reduce((total, row) => total + row[key], 0)
const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
writeFileSync(join(results, 'counts.json'), `${JSON.stringify({ ...total, stages: rows }, null, 2)}\n`)
console.log('')
for (const row of rows) console.log(`${row.name.padEnd(18)} ${row.passed} passed, ${row.failed} failed${row.skipped ? `, ${row.skipped} skipped` : ''}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 || rows.length === 0 ? 1 : 0
