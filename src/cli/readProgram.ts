import type { Trace } from '../core/trace/trace'
import { type Answer, answer, refuse } from './complaint'
import { readRecordingFile } from './readRecordingFile'
import { readText, type TextFile } from './readText'
import type { Terminal } from './terminal'

/** A program to be stepped or searched. */
export interface ProgramFile {
  readonly text: TextFile
  /** The run whose program it is, when a recording was named. */
  readonly recorded: Trace | null
  /** Parameters that the recorded run was given. */
  readonly set: Readonly<Record<string, string>>
}

/** Reads a program from its file, or out of a recording of a run of it. */
export async function readProgram(named: string, terminal: Terminal): Promise<Answer<ProgramFile>> {
  if (!named.endsWith('.arrows')) {
    const text = await readText(named, terminal.folder)
    return text.ok ? answer({ text: text.value, recorded: null, set: {} }) : text
  }
  const recording = await readRecordingFile(named, terminal)
  if (!recording.ok) return recording
  const { trace } = recording.value
  const { program, set } = trace.header
  if (program === null) return refuse(named, 'this recording holds no program: another command was recorded', 'name a recording of a Python program')
  return answer({ text: { named, path: named, file: program.file, text: program.text }, recorded: trace, set })
}
