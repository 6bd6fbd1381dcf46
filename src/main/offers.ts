import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Problem } from '../core/trace/problem'
import { largestFile } from '../preload/contract'
import { appOrigin } from './origin'
import { headers } from './policy'
import { openCapped } from './readCapped'

/** Large files on their way to a window, which fetches each once: its bytes then never pass through the page, which would stand still for them. */
export interface Offers {
  /** An address under which the file at `path`, one that a person gave, can be fetched once. */
  offer(path: string): string
  /** What is at an address of our origin, named by its path: the bytes as a stream, or the problem as JSON; undefined when nothing is offered there. */
  take(pathname: string): Promise<Response | undefined>
}

const folder = '/offered/'
// few and large: every piece crosses two processes
const pieceBytes = 1_048_576

/** All offers of this app. An address cannot be guessed (128 bits), and holds once. */
export function offers(): Offers {
  const paths = new Map<string, string>()
  return {
    offer(path) {
      const address = folder + randomBytes(16).toString('hex')
      paths.set(address, path)
      return appOrigin + address
    },
    async take(address) {
      const path = paths.get(address)
      if (path === undefined) return undefined
      paths.delete(address)
      const opened = await openCapped(path, largestFile)
      if (!opened.ok) return refusal(opened.problem)
      const { handle, size } = opened.value
      // what is written behind it meanwhile is not part of what was asked for; the stream closes the file, also when it is left
      const pieces = handle.createReadStream({ end: Math.max(0, size - 1), highWaterMark: pieceBytes })
      // Node would count its high-water mark in pieces, and hold the whole file
      const strategy = new CountQueuingStrategy({ highWaterMark: 2 })
      return new Response(Readable.toWeb(pieces, { strategy }) as ReadableStream<Uint8Array>, { headers: headers('', 'application/octet-stream') })
    }
  }
}

const refusal = (problem: Problem): Response => new Response(JSON.stringify(problem), { status: 409, headers: headers('', 'application/json; charset=utf-8') })
