import { readRecording } from '../core/formats/readRecording'
import type { Trace } from '../core/trace/trace'
import { type Answer, answer, complaintOf, refuse } from './complaint'
import { readBytes } from './readText'
import type { Terminal } from './terminal'

/** Reads a recording; one that was cut short is read as far as it goes, and that is said on stderr. */
export async function readRecordingFile(named: string, terminal: Terminal): Promise<Answer<{ trace: Trace; truncated: boolean }>> {
  const bytes = await readBytes(named, terminal.folder)
  if (!bytes.ok) return bytes
  if (bytes.value.length === 0) return refuse(named, 'this file is empty', 'name a recording, made by run --out FILE.arrows')
  const recording = readRecording(bytes.value)
  if (!recording.ok) return { ok: false, complaints: [complaintOf(named, recording.problem)] }
  const { trace, truncated } = recording.value
  if (truncated) terminal.err(`${named}: the recording was cut short; all that is whole of it was read (${trace.events.length} events)\n`)
  return answer({ trace, truncated })
}
