import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, open, realpath, rename, rm, stat } from 'node:fs/promises'

/**
 * Writes a file wholly or not at all: into a new file beside it, to the disk, then in its place. A link is followed, and permissions stay. Throws the system's error,
 * and then leaves the old file as it was; so it does for what is no regular file, and for a folder that is not there.
 */
export async function writeWhole(named: string, content: Uint8Array | string): Promise<void> {
  const { path, mode } = await place(named)
  const fresh = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const handle = await open(fresh, 'wx', mode)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(fresh, path)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}

/** Where the bytes go. A rename would put a file in the place of a link, a device or a file that is write-protected: they are looked at first. */
async function place(named: string): Promise<{ path: string; mode: number }> {
  const path = await realpath(named).catch(() => named)
  const old = await stat(path).catch(() => null)
  if (!old) return { path, mode: 0o666 }
  if (old.isDirectory()) throw refused('EISDIR', path)
  if (!old.isFile()) throw refused('EINVAL', path)
  await access(path, constants.W_OK)
  return { path, mode: old.mode & 0o777 }
}

const refused = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code })
