// Chromium's own sandbox needs an ordinary user, and either its own set-uid program or user namespaces.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'

/** Must Chromium run without its OS sandbox here? Only for root, and where the system lets programs make no user namespaces. */
export function mustRunWithoutSandbox(dist) {
  if (process.platform !== 'linux') return false
  if (process.getuid() === 0) return true
  return !hasSetuidHelper(dist) && spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status !== 0
}

function hasSetuidHelper(dist) {
  const program = statSync(join(dist, 'chrome-sandbox'), { throwIfNoEntry: false })
  return program?.uid === 0 && Boolean(program.mode & 0o4000)
}
