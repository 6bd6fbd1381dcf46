// One member out of a .tgz, in one streaming pass: the archive is 187 MiB and holds one file that matters.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

const BLOCK = 512

/** Writes `member` of the tarball to `target`. Throws, and leaves nothing, unless the whole tarball has the sha512 given (`sha512-<base64>`). */
export async function extractMember(tarball, member, target, integrity) {
  const hash = createHash('sha512')
  const out = createWriteStream(target)
  const walk = walkTar(member, out)
  const hashed = async function* (source) {
    for await (const chunk of source) {
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(createReadStream(tarball, { highWaterMark: 1 << 20 }), hashed, createGunzip(), async (source) => {
    for await (const chunk of source) await walk.feed(chunk)
  })
  out.end()
  await once(out, 'close')
  const digest = `sha512-${hash.digest('base64')}`
  if (digest === integrity && walk.found()) return
  await rm(target, { force: true })
  throw new Error(digest === integrity ? `${member} is not in the package` : `the package has ${digest}, expected ${integrity}`)
}

// A tar is: header block, body, padding to the next block; again and again.
function walkTar(member, out) {
  let header = Buffer.alloc(0)
  let body = 0
  let padding = 0
  let writing = false
  let found = false

  const takeHeader = (chunk) => {
    const part = chunk.subarray(0, BLOCK - header.length)
    header = Buffer.concat([header, part])
    if (header.length === BLOCK) {
      const name = header.toString('utf8', 0, 100).replace(/\0.*$/s, '')
      body = Number.parseInt(header.toString('ascii', 124, 136).replace(/[^0-7].*$/s, '') || '0', 8)
      padding = (BLOCK - (body % BLOCK)) % BLOCK
      writing = name === member
      found ||= writing
      header = Buffer.alloc(0)
    }
    return part.length
  }
  const takeBody = async (chunk) => {
    const part = chunk.subarray(0, body)
    if (writing && !out.write(part)) await once(out, 'drain')
    body -= part.length
    return part.length
  }
  const takePadding = (chunk) => {
    const length = Math.min(padding, chunk.length)
    padding -= length
    return length
  }
  return {
    found: () => found,
    feed: async (chunk) => {
      for (let rest = chunk; rest.length > 0; ) rest = rest.subarray(body > 0 ? await takeBody(rest) : padding > 0 ? takePadding(rest) : takeHeader(rest))
    }
  }
}
