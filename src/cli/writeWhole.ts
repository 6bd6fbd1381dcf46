import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type Answer, answer, refuse } from './complaint'
import { reason } from './readText'

/** Writes a file beside its place and moves it there when it is whole, so that nobody ever sees half of it. Gives the absolute path. */
export async function writeWhole(named: string, folder: string, content: string | Uint8Array): Promise<Answer<string>> {
  const path = resolve(folder, named)
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}`)
  try {
    await writeFile(beside, content)
    await rename(beside, path)
    return answer(path)
  } catch (error) {
    await rm(beside, { force: true })
    return refuse(named, ...reason(error, folder))
  }
}
