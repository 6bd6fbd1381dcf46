import { readRecording } from '../../core/formats/readRecording'
import { isModel } from '../../core/notation/compileFile'
import { failure, type Result, success } from '../../core/trace/problem'
import type { OpenedFile } from '../../preload/contract'
import type { LineEnd, OpenedRecording } from './sessionState'

/** What a file turned out to be: by content where it can tell, else by name. */
export type OpenedDocument =
  | { readonly kind: 'program'; readonly name: string; readonly path: string; readonly text: string; readonly lineEnd: LineEnd }
  | { readonly kind: 'recording'; readonly name: string; readonly path: string; readonly recording: OpenedRecording }

// a program is text that a person wrote; beyond this it is something else
const largestProgram = 1_000_000

/** Reads a file's bytes as a recording or a program. A bad file is a problem and changes nothing. Of a recording `told` hears how much of the work is done, 0 to 1. */
export function documentOf({ name, path, bytes }: OpenedFile, told?: (share: number) => void): Result<OpenedDocument> {
  return /\.py$/i.test(name) || isModel(name) ? programOf(name, path, bytes) : recordingOf(name, path, bytes, told)
}

function programOf(name: string, path: string, bytes: Uint8Array): Result<OpenedDocument> {
  if (bytes.byteLength > largestProgram) return failure(name, 'The program is larger than 1 MB.', 'Open a smaller one.')
  try {
    // a shared buffer cannot be decoded; a copy always can
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.slice())
    return success({ kind: 'program', name, path, text: text.replace(/\r\n?/g, '\n'), lineEnd: text.includes('\r\n') ? '\r\n' : '\n' })
  } catch {
    return failure(name, 'The file is not UTF-8 text.', 'Save it as UTF-8 and open it again.')
  }
}

function recordingOf(name: string, path: string, bytes: Uint8Array, told?: (share: number) => void): Result<OpenedDocument> {
  const read = readRecording(bytes, told)
  if (!read.ok && !/\.arrows$/i.test(name))
    return failure(name, 'This is neither a program, a model nor a recording.', 'Open a .py, a .prog or an .arrows file.')
  if (!read.ok) return { ok: false, problem: { ...read.problem, at: `${name}, ${read.problem.at}` } }
  return success({ kind: 'recording', name, path, recording: { trace: read.value.trace, name, truncated: read.value.truncated } })
}
