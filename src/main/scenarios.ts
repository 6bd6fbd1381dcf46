import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Answer } from '../preload/contract'
import { jsonFile } from './jsonFile'

/** What the list needs of `index.json`; the rest of it is for teachers and tests. */
const index = z.array(z.object({ theme: z.string(), programs: z.array(z.object({ file: z.string(), fixed: z.boolean() })) }))

/**
 * The built-in programs in the folder, in the order of its index: by theme, and each repaired program behind the broken one. Programs that the index does not
 * name come last, by file name. A folder that is not there holds none.
 */
export async function scenarios(folder: string): Promise<Answer<'scenarios:list'>> {
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => name.endsWith('.py')).toSorted()
  const themes = await jsonFile(join(folder, 'index.json'), index, []).read()
  const known = themes.flatMap(({ theme, programs }) => programs.map(({ file, fixed }) => ({ file, theme, fixed })))
  const listed = known.filter(({ file }) => files.includes(file))
  const others = files.filter((file) => !known.some((each) => each.file === file)).map((file) => ({ file, theme: 'Others', fixed: false }))
  return Promise.all([...listed, ...others].map(async (each) => ({ ...each, text: await readFile(join(folder, each.file), 'utf8') })))
}

/** What only a real Python runs, beside what the lab's own engines run too: file and theme. */
const real = [
  { file: 'fork.py', theme: 'Real processes' },
  { file: 'web_server.py', theme: 'Real servers' }
] as const

/** Programs that only a real Python runs; a folder that is not there holds none. */
export async function realPrograms(folder: string): Promise<Answer<'scenarios:list'>> {
  const read = async ({ file, theme }: (typeof real)[number]) => {
    const text = await readFile(join(folder, file), 'utf8').catch(() => null)
    return text === null ? [] : [{ file, theme, fixed: false, text }]
  }
  return (await Promise.all(real.map(read))).flat()
}
