import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
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
  /** From here on nothing reaches the file: told once, when it happens. The run goes on. */
  | { readonly type: 'unwritten'; readonly problem: Problem }
  | (RunEnd & { readonly type: 'ended'; readonly file: string | null })

/** A recording that goes on in a host. */
export interface HostedRecording extends Recording {
  /** Puts a person's mark into the recording, now. */
  mark(text: string): void
}

/**
 * Runs one plan, writes its recording to `file` while it goes on, and tells everything through `tell`. Each batch is in the file before it is told, so a host that
 * is killed leaves all that anybody has seen; where the disk takes no more, that is told at once and what it took stays readable. `ended` resolves after the file is closed and the end was told.
 */
export function hostRun(start: StartRecording, plan: Plan, file: string, tell: (news: HostNews) => void): HostedRecording {
  const disk = recordingFile(file, (problem) => tell({ type: 'unwritten', problem }))
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

/** The recording's file. A disk that is full or gone must not end the run: writing stops, which is told at once, and what is there already becomes a whole recording. */
function recordingFile(path: string, tell: (problem: Problem) => void) {
  let writer: RecordingWriter | null = null
  let descriptor: number | null = null
  let problem: Problem | null = null
  let written = 0
  let events = 0
  /** When the last event in the file was, nanoseconds. */
  let last = 0

  function attempt(act: () => void): void {
    if (problem !== null) return
    try {
      act()
    } catch (error) {
      cut()
      problem = unwritten(error)
      tell(problem)
    }
  }

  function unwritten(error: unknown): Problem {
    const { code, message } = error as NodeJS.ErrnoException
    const isFull = code === 'ENOSPC' || code === 'EDQUOT'
    const why = isFull ? 'the disk is full' : error instanceof Error ? message : String(error)
    const kept =
      events === 0
        ? 'Nothing of this run is kept.'
        : `Its first ${events.toLocaleString('en')} events, up to ${(last / 1e9).toFixed(3)} s, are kept and can be saved; what comes later is only on screen.`
    return { at: path, what: `The recording could not be written: ${why}. ${kept}`, try: isFull ? 'Make room, then record again.' : 'Record again.' }
  }

  function append(bytes: Uint8Array): void {
    if (descriptor === null) return
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done)
    written += bytes.length
  }

  /** A batch of which only a part found room is cut away, and the end put behind the last whole one. */
  function cut(): void {
    if (descriptor === null || writer === null || events === 0) return
    try {
      ftruncateSync(descriptor, written)
      writeSync(descriptor, writer.end(), 0, undefined, written)
    } catch {
      // a recording that is cut anywhere can still be read
    }
  }

  return {
    start: (header: Header): void =>
      attempt(() => {
        writer = recordingWriter(header)
        descriptor = openSync(path, 'w')
        append(writer.start())
      }),
    batch: (batch: EventColumns): void =>
      attempt(() => {
        if (writer === null) return
        append(writer.batch(batch))
        events += batch.length
        last = batch.at[batch.length - 1] ?? last
      }),
    bytes: (): number => written,
    close(): { readonly wrote: boolean; readonly problem: Problem | null } {
      attempt(() => writer !== null && append(writer.end()))
      const wrote = descriptor !== null && (problem === null || events > 0)
      if (descriptor !== null) closeSync(descriptor)
      return { wrote, problem }
    }
  }
}
