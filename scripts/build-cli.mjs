// node scripts/build-cli.mjs: bundles the command line into out/cli (lab.js, and its workers beside it), dependencies and all. Says nothing when all is well.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isFresh } from './freshness.mjs'
import { root } from './root.mjs'

const target = join(root, 'out', 'cli')
const entry = join(target, 'lab.js')
const rooms = ['src/core', 'src/recorders', 'src/cli'].map((room) => join(root, room))
const sources = [...rooms, join(root, 'package.json'), join(root, 'package-lock.json'), import.meta.filename]
const inputs = {
  threadWorker: 'src/recorders/threads/worker/threadWorker.ts',
  observerWorker: 'src/recorders/command/observerWorker.ts',
  lab: 'src/cli/lab.ts'
}

/** Builds the command line unless what is there is newer than its sources. Gives the path of the script to run. Two builds at once do no harm. */
export async function ensureCli() {
  if (!isFresh(entry, sources)) await buildCli()
  return entry
}

async function buildCli() {
  const began = new Date()
  const { ensurePackages } = await import('./packages.mjs')
  await ensurePackages()
  // a folder of its own, then one rename a file: whoever starts meanwhile finds a whole file, old or new
  const own = join(target, `build-${process.pid}`)
  try {
    for (const [name, source] of Object.entries(inputs)) await bundle(name, join(root, source), own)
    mkdirSync(target, { recursive: true })
    for (const file of readdirSync(own)) move(join(own, file), began)
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

async function bundle(name, source, outDir) {
  const { build } = await import('vite')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    define: { LAB_VERSION: JSON.stringify(version) },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20.18',
      minify: false,
      rolldownOptions: { input: { [name]: source }, output: { entryFileNames: '[name].js', codeSplitting: false } }
    }
  })
}

function move(file, began) {
  // dated when the build began: what was edited while it ran counts as newer
  utimesSync(file, began, began)
  renameSync(file, join(target, basename(file)))
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await buildCli()
