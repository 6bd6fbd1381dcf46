import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { type Answer, answer, refuse } from './complaint'

/** A file of text, as the person named it. */
export interface TextFile {
  /** As written on the command line. */
  readonly named: string
  readonly path: string
  /** Without its folder. */
  readonly file: string
  readonly text: string
}

/** Reads a file's bytes, or says in plain words why that cannot be. */
export async function readBytes(named: string, folder: string): Promise<Answer<Buffer>> {
  try {
    return answer(await readFile(resolve(folder, named)))
  } catch (error) {
    return refuse(named, ...reason(error, folder))
  }
}

/** Reads a text in UTF-8. */
export async function readText(named: string, folder: string): Promise<Answer<TextFile>> {
  const bytes = await readBytes(named, folder)
  if (!bytes.ok) return bytes
  try {
    // a byte order mark at the front is dropped, as Python drops it
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.value)
    return answer({ named, path: resolve(folder, named), file: basename(named), text })
  } catch {
    return refuse(named, 'this file is not UTF-8 text', 'save it as UTF-8')
  }
}

/** What a failed file operation means to a person, and what to try. */
export function reason(error: unknown, folder: string): [what: string, tryThis: string] {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT') return ['there is no such file or folder', `check the spelling; paths are taken from ${folder}`]
  if (code === 'EISDIR') return ['this is a folder', 'name a file in it']
  if (code === 'ENOTDIR') return ['a part of this path is a file, not a folder', 'check the spelling']
  if (code === 'EACCES' || code === 'EPERM') return ['the system does not allow it', 'look at the permissions of the file and its folder']
  if (code === 'ENOSPC') return ['the disk is full', 'make room, or write elsewhere']
  return [error instanceof Error ? error.message : String(error), 'check the path']
}
