// npm test: every check there is, to the end even when one fails. Writes out/test/counts.json and prints the sum.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary } from './binary.mjs'
import { foreground } from './child.mjs'
import { root } from './root.mjs'
import { turns } from './turns.mjs'

const results = join(root, 'out', 'test')
const unitReport = join(results, 'unit.json')
const e2eReport = join(results, 'e2e.json')

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

// lanes of one phase go side by side; end-to-end tests have the machine to themselves, as an Electron that is starved at its start may never answer its debugger
const phases = [
  [
    [
      { name: 'types', script: binary('typescript', 'tsc'), args: ['-b', '--force'] },
      { name: 'format', script: binary('@biomejs/biome', 'biome'), args: ['format'] },
      { name: 'lock file', script: join(root, 'scripts/check-lock.mjs'), args: [] },
      {
        name: 'unit tests',
        script: binary('vitest'),
        args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
        report: unitCounts
      }
    ],
    [
      { name: 'build', script: binary('electron-vite'), args: ['build', '--logLevel', 'warn'] },
      { name: 'lint', script: binary('oxlint'), args: [] }
    ]
  ],
  [
    [
      {
        name: 'end-to-end tests',
        script: join(root, 'scripts/run.mjs'),
        args: ['e2e', '--reporter=list,json'],
        environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
        report: e2eCounts
      }
    ]
  ]
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

/** @returns {Promise<Counts & { name: string, seconds: number }>} */
async function runStage({ name, script, args, environment, report }, say) {
  const began = performance.now()
  say(`\n── ${name} ──\n`)
  const code = await foreground(process.execPath, [script, ...args], { ...process.env, ...colours, ...environment }, say)
  const counts = report ? readReport(report) : { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 }
  // a runner that failed without a failed test crashed, or met an error outside of any test
  const failed = counts.failed || (code === 0 && counts.passed > 0 ? 0 : 1)
  return { name, ...counts, failed, seconds: Math.round((performance.now() - began) / 1000) }
}

// the runners write into our pipes, and see no terminal there
const colours = process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {}

async function runLane(stages, { say, done }) {
  const rows = []
  for (const stage of stages) rows.push(await runStage(stage, say))
  done()
  return rows
}

function readReport(report) {
  try {
    return report()
  } catch (error) {
    console.error(error.code === 'ENOENT' ? 'It ended before any test.' : `no report: ${error.message}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
// words after `npm test --` choose stages: npm test -- types lint
const chosen = process.argv.slice(2)
const rows = []
for (const lanes of phases) {
  const speakers = turns(lanes.length)
  const chosenLanes = lanes.map((stages) => stages.filter(({ name }) => chosen.length === 0 || chosen.includes(name)))
  rows.push(...(await Promise.all(chosenLanes.map((stages, lane) => runLane(stages, speakers[lane])))).flat())
}
const sum = (key) => rows.reduce((total, row) => total + row[key], 0)
const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
writeFileSync(join(results, 'counts.json'), `${JSON.stringify({ ...total, stages: rows }, null, 2)}\n`)
console.log('')
for (const { name, passed, failed, skipped, seconds } of rows) {
  console.log(`${name.padEnd(18)} ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''} (${seconds} s)`)
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 || rows.length === 0 ? 1 : 0
