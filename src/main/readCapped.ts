import { type FileHandle, open } from 'node:fs/promises'
import { failure, type Result, success } from '../core/trace/problem'
import { systemProblem } from './systemProblem'

/** A regular file that is open for reading; whoever has it closes it. */
export interface CappedFile {
  readonly handle: FileHandle
  /** Bytes. */
  readonly size: number
}

/** Opens a regular file of at most `limit` bytes; anything else (a folder, a pipe, a device, a larger or unreadable file) is a problem. */
export async function openCapped(path: string, limit: number): Promise<Result<CappedFile>> {
  try {
    const handle = await open(path, 'r')
    const size = await sizeOf(handle, path, limit).catch((error: unknown) => systemProblem(path, error))
    if (size.ok) return success({ handle, size: size.value })
    await handle.close()
    return size
  } catch (error) {
    return systemProblem(path, error)
  }
}

/** The bytes of such a file. */
export async function readCapped(path: string, limit: number): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const opened = await openCapped(path, limit)
  if (!opened.ok) return opened
  const { handle } = opened.value
  try {
    return success(new Uint8Array(await handle.readFile()))
  } catch (error) {
    return systemProblem(path, error)
  } finally {
    await handle.close()
  }
}

// asked of the open file, not of the name: the file cannot be exchanged in between
async function sizeOf(handle: FileHandle, path: string, limit: number): Promise<Result<number>> {
  const found = await handle.stat()
  if (!found.isFile()) return failure(path, 'This is not a file.', 'Choose a file.')
  if (found.size > limit)
    return failure(path, `The file has ${megabytes(found.size)} MiB; the lab opens up to ${megabytes(limit)} MiB.`, 'Choose a smaller file.')
  return success(found.size)
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1048576)
