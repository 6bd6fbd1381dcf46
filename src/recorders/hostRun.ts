import { closeSync, openSync, writeSync } from 'node:fs'
import { type RecordingWriter, recordingWriter } from '../core/formats/arrows'
import type { EventColumns } from '../core/trace/columns'
import type { Header } from '../core/trace/header'
import type { Problem } from '../core/trace/problem'
import type { Plan, Recording, RunEnd, StartRecording } from './recorder'

/** What a recording host tells the window. */
export type HostNews =
  | { readonly type: 'header'; readonly header: Header }
  | { readonly type: 'batch'; readonly batch: EventColumns }
  | { readonly type: 'stage'; readonly stage: 'running' | 'parked' }
  | (RunEnd & { readonly type: 'ended'; readonly file: string | null })

/**
 * Runs one plan, writes its recording to `file` while it goes on, and tells everything through `tell`. Each batch is in the file before it is told, so a host that
 * is killed leaves all that anybody has seen. `ended` resolves after the file is closed and the end was told.
 */
export function hostRun(start: StartRecording, plan: Plan, file: string, tell: (news: HostNews) => void): Recording {
  const disk = recordingFile(file)
  const recording = start(plan, {
    header(header) {
      disk.start(header)
      tell({ type: 'header', header })
    },
    batch(batch) {
      disk.batch(batch)
      tell({ type: 'batch', batch })
    },
    stage: (stage) => tell({ type: 'stage', stage })
  })
  const ended = recording.ended.then((end) => {
    const { wrote, problem } = disk.close()
    const whole = { ...end, problem: end.problem ?? problem }
    tell({ type: 'ended', ...whole, file: wrote ? file : null })
    return whole
  })
  const after = (act: () => Promise<void>) => async (): Promise<void> => {
    await act()
    await ended
  }
  return { ended, stop: after(() => recording.stop()), kill: after(() => recording.kill()) }
}

/** The recording's file. A disk that is full or gone must not end the run: writing stops and the end says why. */
function recordingFile(path: string) {
  let writer: RecordingWriter | null = null
  let descriptor: number | null = null
  let problem: Problem | null = null

  function attempt(act: () => void): void {
    if (problem !== null) return
    try {
      act()
    } catch (error) {
      problem = {
        at: path,
        what: `The recording could not be written: ${error instanceof Error ? error.message : String(error)}.`,
        try: 'Make room, then record again.'
      }
    }
  }

  function append(bytes: Uint8Array): void {
    if (descriptor === null) return
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done)
  }

  return {
    start: (header: Header): void =>
      attempt(() => {
        writer = recordingWriter(header)
        descriptor = openSync(path, 'w')
        append(writer.start())
      }),
    batch: (batch: EventColumns): void => attempt(() => writer !== null && append(writer.batch(batch))),
    close(): { readonly wrote: boolean; readonly problem: Problem | null } {
      attempt(() => writer !== null && append(writer.end()))
      if (descriptor !== null) closeSync(descriptor)
      return { wrote: descriptor !== null && problem === null, problem }
    }
  }
}
