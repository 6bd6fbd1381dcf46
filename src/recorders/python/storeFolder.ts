import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A store that a child process has made. */
export interface FoundStore {
  /** Names the process among all of the run. */
  readonly uid: string
  readonly path: string
}

/** How the stores of child processes are called; then what names the process. */
const prefix = 'process-'
/** A reading this close behind a change may have missed another one of the same time, milliseconds: file systems look at the clock every few milliseconds. */
const blurMs = 100

/** Looks for stores that were not there the last time. The folder is read only when it has changed: otherwise a look costs one question about its time. */
export function storeFolder(folder: string): () => FoundStore[] {
  const known = new Set<string>()
  let seen = -1
  let read = -1
  return () => {
    try {
      const { mtimeMs } = statSync(folder)
      if (mtimeMs === seen && read - mtimeMs > blurMs) return []
      seen = mtimeMs
      read = Date.now()
      const names = readdirSync(folder).filter((name) => name.startsWith(prefix) && !known.has(name))
      for (const name of names) known.add(name)
      return names.map((name) => ({ uid: name.slice(prefix.length), path: join(folder, name) }))
    } catch {
      // the folder is gone: somebody has cleared the temporary files
      return []
    }
  }
}
