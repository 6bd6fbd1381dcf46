// One process at a time: a folder is made atomically, so making it takes the lock.
import { rmSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'

const STALE_MS = 10 * 60_000

/** Runs `work` while no other process does; waits for its turn. A lock older than ten minutes belongs to nobody any more. */
export async function withLock(path, log, work) {
  await take(path, log)
  const release = () => rmSync(path, { recursive: true, force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.removeListener('exit', release)
    release()
  }
}

async function take(path, log) {
  for (let tries = 0; ; tries++) {
    try {
      await mkdir(path)
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (await isStale(path)) rmSync(path, { recursive: true, force: true })
    else if (tries === 0) log('Waiting for another process that is installing Electron …')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

const isStale = (path) =>
  stat(path).then(
    (found) => Date.now() - found.mtimeMs > STALE_MS,
    () => false
  )
