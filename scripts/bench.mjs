// node scripts/bench.mjs NAME: bundles test/bench/NAME.ts and runs it under this Node; it exports `bench(measure)`, or measures and prints by itself. Prints the machine, then a median a line.
import { mkdirSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { root } from './root.mjs'

const name = process.argv[2] ?? ''
if (!/^[A-Za-z]+$/.test(name)) {
  console.error('usage: node scripts/bench.mjs NAME   (a file of test/bench, without .ts)')
  process.exit(2)
}
const folder = join(root, 'node_modules', '.cache', 'bench')
mkdirSync(folder, { recursive: true })
const file = join(folder, `${name}.mjs`)
await build({
  configFile: false,
  root,
  logLevel: 'error',
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: folder,
    emptyOutDir: false,
    target: 'node20.18',
    minify: false,
    rolldownOptions: { input: { [name]: join(root, 'test', 'bench', `${name}.ts`) }, output: { entryFileNames: '[name].mjs', codeSplitting: false } }
  }
})

console.log(
  `${name}: ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, Node ${process.versions.node}`
)

/** Runs work some times, and prints the median and range of its milliseconds (or of the number that it returns) with a unit. */
async function measure(label, work, options) {
  const { runs, unit } = { runs: 5, unit: 'ms', ...options }
  const figures = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    const own = await work()
    figures.push(typeof own === 'number' ? own : performance.now() - start)
  }
  figures.sort((a, b) => a - b)
  const show = (figure) => figure.toLocaleString('en', { maximumSignificantDigits: 3 })
  console.log(`${label.padEnd(60)} ${show(figures[runs >> 1])} ${unit}   (${show(figures[0])} to ${show(figures[runs - 1])}, ${runs} runs)`)
}

const module = await import(pathToFileURL(file).href)
await module.bench?.(measure)
