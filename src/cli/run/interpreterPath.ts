import { access, constants } from 'node:fs/promises'
import { delimiter, resolve } from 'node:path'

/** The absolute path of an interpreter as a person names it: a path, or a bare command name that is looked up in PATH. */
export async function interpreterPath(named: string, folder: string): Promise<string> {
  if (/[\\/]/.test(named)) return resolve(folder, named)
  for (const place of (process.env.PATH ?? '').split(delimiter).filter((part) => part !== '')) {
    const path = resolve(place, named)
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false
    )
    if (isThere) return path
  }
  return resolve(folder, named)
}
