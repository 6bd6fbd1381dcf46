import { StringDecoder } from 'node:string_decoder'
import type { Readable } from 'node:stream'

/** Longer lines come in pieces, so that an endless one neither fills the memory nor is looked through again and again. */
const longestLine = 1 << 20

/** Lines that arrive by a pipe, whole; what stands behind the last newline comes at its end. */
export function pipeLines(pipe: Readable, hear: (line: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let begun = ''
  pipe.on('data', (bytes: Buffer) => {
    const lines = (begun + decoder.write(bytes)).split('\n')
    begun = lines.pop() ?? ''
    for (const line of lines) hear(line.replace(/\r$/, ''))
    if (begun.length < longestLine) return
    hear(begun)
    begun = ''
  })
  pipe.on('end', () => {
    const rest = begun + decoder.end()
    if (rest !== '') hear(rest)
  })
  // a pipe that breaks has said what it had to say
  pipe.on('error', () => {})
}
