import { failure, type Problem, type Result, success } from '../../core/trace/problem'
import type { OfferedFile, OpenedFile } from '../../preload/contract'

/** Fetches a file that main offers; `told` hears which share of it has come, 0 to 1. What main, the disk or the file says against it is a problem. */
export async function fetchOffered({ name, path, size, address }: OfferedFile, told: (share: number) => void): Promise<Result<OpenedFile>> {
  try {
    const answer = await fetch(address)
    if (answer.status === 409) return { ok: false, problem: (await answer.json()) as Problem }
    if (!answer.ok || answer.body === null) return failure(name, 'It is no longer offered.', 'Open it again.')
    return success({ name, path, bytes: await collect(answer.body, size, told) })
  } catch (error) {
    // a disk that fails on the way, main that is gone
    if (error instanceof TypeError) return failure(name, 'It could not be read to its end.', 'Check whether its disk is still there, then open it again.')
    throw error
  }
}

async function collect(body: ReadableStream<Uint8Array>, size: number, told: (share: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(size)
  let filled = 0
  let said = 0
  for (const reader = body.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) return bytes.subarray(0, filled)
    if (filled + value.byteLength > bytes.byteLength) bytes = grown(bytes, filled + value.byteLength)
    bytes.set(value, filled)
    filled += value.byteLength
    // a hundred times, not once for each piece
    if (filled - said > size / 100) told(Math.min(1, (said = filled) / size))
  }
}

/** A file that still grew after it was offered. */
function grown(bytes: Uint8Array, atLeast: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(atLeast, bytes.byteLength * 1.5))
  larger.set(bytes)
  return larger
}
