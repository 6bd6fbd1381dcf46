// The Electron that package.json names: is it unpacked in node_modules, and how to download it.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const FIRST_BYTE_MS = 20_000
const STALL_MS = 60_000
const require = createRequire(import.meta.url)
const folder = () => dirname(require.resolve('electron/package.json'))

/** The version that package.json asks for. */
export const officialVersion = () => require('electron/package.json').version

/** Where the executable stands inside an unpacked Electron. */
export const platformPath = () =>
  process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : process.platform === 'win32' ? 'electron.exe' : 'electron'

/** The unpacked official runtime, or undefined; the same test as Electron's own install script. */
export function installedOfficial() {
  const dist = join(folder(), 'dist')
  const executable = join(dist, platformPath())
  const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '')
  if (read(join(dist, 'version')).replace(/^v/, '') !== officialVersion()) return undefined
  if (read(join(folder(), 'path.txt')) !== platformPath()) return undefined
  return existsSync(executable) ? { executable, dist, version: officialVersion(), source: 'official' } : undefined
}

/** Downloads with Electron's own downloader (its cache, mirrors and checksums) and unpacks with its own install script. Throws when nothing arrives in 20 s. */
export async function downloadOfficial(log) {
  const { downloadArtifact } = await import(require.resolve('@electron/get', { paths: [folder()] }))
  const watch = watchProgress(log)
  log(`Getting Electron ${officialVersion()} for ${process.platform}-${process.arch} …`)
  try {
    await downloadArtifact({
      version: officialVersion(),
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      cacheRoot: process.env.electron_config_cache,
      checksums: process.env.electron_use_remote_checksums ? undefined : require('electron/checksums.json'),
      downloadOptions: { quiet: true, signal: watch.signal, getProgressCallback: watch.progress }
    })
  } finally {
    watch.end()
  }
  unpack()
}

function watchProgress(log) {
  const stop = new AbortController()
  const abortAfter = (ms, why) => setTimeout(() => stop.abort(new Error(why)), ms)
  let timer = abortAfter(FIRST_BYTE_MS, `no answer in ${FIRST_BYTE_MS / 1000} s`)
  let shown = -1
  return {
    signal: stop.signal,
    end: () => clearTimeout(timer),
    progress: async ({ percent, total }) => {
      clearTimeout(timer)
      timer = abortAfter(STALL_MS, `stalled for ${STALL_MS / 1000} s`)
      const tenth = Math.floor(percent * 10)
      if (!total || tenth <= shown) return
      shown = tenth
      log(`  ${tenth * 10} % of ${Math.round(total / 1048576)} MiB`)
    }
  }
}

function unpack() {
  const { ELECTRON_OVERRIDE_DIST_PATH: _, ...env } = process.env
  const done = spawnSync(process.execPath, [join(folder(), 'install.js')], { stdio: ['ignore', 'inherit', 'inherit'], env })
  if (done.status !== 0) throw new Error(`electron/install.js ended with ${done.status ?? done.signal}`)
}
