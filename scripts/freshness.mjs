import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Is `output` newer than every file of `sources` (files and folders)? A missing output is not. */
export function isFresh(output, sources) {
  const built = statSync(output, { throwIfNoEntry: false })?.mtimeMs
  return built !== undefined && sources.every((source) => newest(source) <= built)
}

function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
