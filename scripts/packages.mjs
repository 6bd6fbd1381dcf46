// Are the packages that package-lock.json names installed? If not, install them.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { root } from './root.mjs'

const lockFile = join(root, 'package-lock.json')
const stampFile = join(root, 'node_modules', '.concurrency-lab-lock')

/** Installs with `npm ci` when node_modules is missing or was made from another lock file. Throws when npm fails. Says nothing when all is there. */
export async function ensurePackages(log = console.error) {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  if (!installedMatchesLock()) {
    log('Installing packages (npm ci) …')
    const { code } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root })
    if (code !== 0) throw new Error(`npm ci ended with ${code}: the packages could not be installed. Is the npm registry reachable?`)
  }
  writeFileSync(stampFile, wanted)
}

// Somebody ran `npm install` or `npm ci` by hand: npm's own record of what it put there tells, and saves half a minute.
function installedMatchesLock() {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  return Object.entries(locked).every(([path, entry]) => !path || (entry.optional && !installed[path]) || installed[path]?.version === entry.version)
}
