// Electron's fuses are switches inside its binary: a sentinel, a version byte, a length byte, then one ASCII digit a fuse.
import { open } from 'node:fs/promises'

const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
const WINDOW = 8 << 20

/** Sets fuses (`{ index: on }`) in an Electron binary. Throws when the binary has no such fuses. */
export async function flipFuses(binary, fuses) {
  const handle = await open(binary, 'r+')
  try {
    const start = await findSentinel(handle)
    const head = Buffer.alloc(2)
    await handle.read(head, 0, 2, start)
    if (head[0] !== 1) throw new Error(`unknown fuse version ${head[0]}`)
    for (const [index, on] of Object.entries(fuses)) {
      if (Number(index) >= head[1]) throw new Error(`no fuse ${index} in this binary`)
      await handle.write(Buffer.from(on ? '1' : '0'), 0, 1, start + 2 + Number(index))
    }
  } finally {
    await handle.close()
  }
}

async function findSentinel(handle) {
  const { size } = await handle.stat()
  const buffer = Buffer.alloc(WINDOW + SENTINEL.length - 1) // windows overlap, so no sentinel is cut in two
  for (let at = 0; at < size; at += WINDOW) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at)
    const found = buffer.subarray(0, bytesRead).indexOf(SENTINEL)
    if (found >= 0) return at + found + SENTINEL.length
  }
  throw new Error('no fuses in the Electron binary')
}
