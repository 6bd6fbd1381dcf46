import { homedir } from 'node:os'
import { join } from 'node:path'
import { toolVersion } from '../toolVersion'

/**
 * Where Python keeps the compiled tracer from one run to the next, in the user's cache: compiling it takes as long as all the rest of its start, and the folder that
 * it is read from may be signed, or somebody else's. A folder for each version of the lab, as all files of a package may bear the same date.
 */
export function bytecodeFolder(platform: NodeJS.Platform, environment: Readonly<Record<string, string | undefined>>, home = homedir()): string {
  return join(cacheOf(platform, environment, home), 'concurrency-lab', 'tracer', toolVersion)
}

function cacheOf(platform: NodeJS.Platform, environment: Readonly<Record<string, string | undefined>>, home: string): string {
  if (platform === 'win32') return environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Caches')
  return environment['XDG_CACHE_HOME'] || join(home, '.cache')
}
