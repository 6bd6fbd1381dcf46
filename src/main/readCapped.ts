import { open } from 'node:fs/promises'
import { failure, type Result, success } from '../core/trace/problem'
import { systemProblem } from './systemProblem'

/** The bytes of a regular file of at most `limit` bytes; anything else (a folder, a pipe, a device, a larger or unreadable file) is a problem. */
export async function readCapped(path: string, limit: number): Promise<Result<Uint8Array<ArrayBuffer>>> {
  try {
    const handle = await open(path, 'r')
    try {
      // asked of the open file, not of the name: the file cannot be exchanged in between
      const found = await handle.stat()
      if (!found.isFile()) return failure(path, 'This is not a file.', 'Choose a file.')
      if (found.size > limit)
        return failure(path, `The file has ${megabytes(found.size)} MiB; the lab opens up to ${megabytes(limit)} MiB.`, 'Choose a smaller file.')
      return success(new Uint8Array(await handle.readFile()))
    } finally {
      await handle.close()
    }
  } catch (error) {
    return systemProblem(path, error)
  }
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1048576)
