import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The built-in programs in the folder, by file name. A folder that is not there holds none. */
export async function scenarios(folder: string): Promise<{ file: string; text: string }[]> {
  const names = await readdir(folder).catch(() => [])
  const programs = names.filter((name) => name.endsWith('.py')).toSorted()
  return Promise.all(programs.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })))
}
