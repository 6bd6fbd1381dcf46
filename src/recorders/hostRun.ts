import { closeSync, openSync, writeSync } from 'node:fs'
import { type RecordingWriter, recordingWriter } from '../core/formats/arrows'
import type { EventColumns } from '../core/trace/columns'
import type { Header } from '../core/trace/header'
import type { Problem } from '../core/trace/problem'
import { batchParts } from './batchParts'
import { markingListener } from './marks'
import type { Plan, Recording, RunEnd, StartRecording } from './recorder'

/** What a recording host tells the window. */
export type HostNews =
  | { readonly type: 'header'; readonly header: Header }
  /** `bytes`: how large the recording's file is with this batch. */
  | { readonly type: 'batch'; readonly batch: EventColumns; readonly bytes: number }
  | { readonly type: 'stage'; readonly stage: 'running' | 'parked' }
  | (RunEnd & { readonly type: 'ended'; readonly file: string | null })

/** A recording that goes on in a host. */
export interface HostedRecording extends Recording {
  /** Puts a person's mark into the recording, now. */
  mark(text: string): void
}

/**
 * Runs one plan, writes its recording to `file` while it goes on, and tells everything through `tell`. Each batch is in the file before it is told, so a host that
 * is killed leaves all that anybody has seen. `ended` resolves after the file is closed and the end was told.
 */
export function hostRun(start: StartRecording, plan: Plan, file: string, tell: (news: HostNews) => void): HostedRecording {
  const disk = recordingFile(file)
  const heard = markingListener(
    {
      header(header) {
        disk.start(header)
        tell({ type: 'header', header })
      },
      batch(batch) {
        disk.batch(batch)
        for (const part of batchParts(batch)) tell({ type: 'batch', batch: part, bytes: disk.bytes() })
      },
      stage: (stage) => tell({ type: 'stage', stage })
    },
    Date.now
  )
  const recording = start(plan, heard)
  const ended = recording.ended.then((end) => {
    const { wrote, problem } = disk.close()
    const whole = { ...end, events: end.events + heard.marked, problem: end.problem ?? problem }
    tell({ type: 'ended', ...whole, file: wrote ? file : null })
    return whole
  })
  const after = (act: () => Promise<void>) => async (): Promise<void> => {
    await act()
    await ended
  }
  return { ended, stop: after(() => recording.stop()), kill: after(() => recording.kill()), mark: heard.mark }
}

/** The recording's file. A disk that is full or gone must not end the run: writing stops and the end says why. */
function recordingFile(path: string) {
  let writer: RecordingWriter | null = null
  let descriptor: number | null = null
  let problem: Problem | null = null
  let written = 0

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
    written += bytes.length
  }

  return {
    start: (header: Header): void =>
      attempt(() => {
        writer = recordingWriter(header)
        descriptor = openSync(path, 'w')
        append(writer.start())
      }),
    batch: (batch: EventColumns): void => attempt(() => writer !== null && append(writer.batch(batch))),
    bytes: (): number => written,
    close(): { readonly wrote: boolean; readonly problem: Problem | null } {
      attempt(() => writer !== null && append(writer.end()))
      if (descriptor !== null) closeSync(descriptor)
      return { wrote: descriptor !== null && problem === null, problem }
    }
  }
}
