import type { Result } from '../trace/problem'
import type { Trace } from '../trace/trace'
import { recordingBytes } from './arrows'
import { chromeTrace } from './chromeTrace'
import { type Recording, readRecording } from './readRecording'

/** A way to write runs down. */
export interface Format {
  /** For people. */
  readonly name: string
  /** Endings of file names, with the dot; the first is the usual one. */
  readonly extensions: readonly string[]
  /** Whether a file that begins like this is of this format; the name does not count. 64 bytes are enough. */
  isMine(head: Uint8Array): boolean
  readonly read: ((bytes: Uint8Array) => Result<Recording>) | null
  readonly write: ((trace: Trace) => Uint8Array) | null
}

/** All formats, in the order in which a file of unknown kind is sniffed. */
export const formats: readonly Format[] = [
  {
    name: 'Recording',
    extensions: ['.arrows'],
    // every Arrow stream begins with a continuation mark
    isMine: (head) => head.length >= 8 && head.subarray(0, 4).every((byte) => byte === 0xff),
    read: readRecording,
    write: recordingBytes
  },
  {
    name: 'Chrome trace',
    extensions: ['.json'],
    isMine: (head) => new TextDecoder().decode(head.slice(0, 64)).trimStart().startsWith('{'),
    read: null,
    write: (trace) => new TextEncoder().encode(chromeTrace(trace))
  }
]

/** The format of a file by its beginning. */
export const formatOf = (head: Uint8Array): Format | null => formats.find((format) => format.isMine(head)) ?? null
