// Reads a zip by its central directory and writes chosen files. No dependency: it runs before anything is installed.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

const END = Buffer.from('PK\x05\x06', 'latin1')
const ENTRY = 0x02014b50
const LINK = 0o120000

/** Unpacks the files below `prefix` (which is cut off) into the absolute folder `target`, without those whose name begins with a `skip`. Throws on links, on names that lead outside, on methods other than stored and deflated. */
export async function unzip(file, target, { prefix, skip }) {
  const handle = await open(file)
  try {
    for (const entry of await entries(handle)) {
      const wanted = entry.name.startsWith(prefix) && !entry.name.endsWith('/') && !skip.some((start) => entry.name.startsWith(start))
      if (wanted) await extract(handle, file, entry, inside(target, entry, prefix))
    }
  } finally {
    await handle.close()
  }
}

async function entries(handle) {
  const { size } = await handle.stat()
  const tail = await readAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = tail.lastIndexOf(END)
  if (end < 0) throw new Error('not a zip file')
  const directory = await readAt(handle, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const found = []
  for (let at = 0; found.length < tail.readUInt16LE(end + 10); ) {
    if (directory.readUInt32LE(at) !== ENTRY) throw new Error('damaged zip directory')
    const nameLength = directory.readUInt16LE(at + 28)
    found.push({
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      local: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameLength)
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return found
}

function inside(target, { name, mode }, prefix) {
  const path = resolve(target, name.slice(prefix.length))
  if ((mode & 0o170000) === LINK) throw new Error(`unexpected link ${name}`)
  if (!path.startsWith(target + sep)) throw new Error(`unsafe path ${name}`)
  return path
}

async function extract(handle, file, { name, method, packed, mode, local }, path) {
  if (method !== 0 && method !== 8) throw new Error(`zip method ${method} of ${name}`)
  await mkdir(dirname(path), { recursive: true })
  const head = await readAt(handle, local, 30)
  const start = local + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  const source = packed === 0 ? Readable.from([]) : createReadStream(file, { start, end: start + packed - 1, highWaterMark: 1 << 20 })
  const sink = createWriteStream(path, { mode: mode & 0o111 ? 0o755 : 0o644 })
  await (method === 8 ? pipeline(source, createInflateRaw({ chunkSize: 1 << 18 }), sink) : pipeline(source, sink))
}

async function readAt(handle, position, length) {
  const buffer = Buffer.alloc(length)
  await handle.read(buffer, 0, length, position)
  return buffer
}
