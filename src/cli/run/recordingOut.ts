import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { recordingWriter } from '../../core/formats/arrows'
import { type Answer, answer, type Complaint, refuse } from '../complaint'
import { reason } from '../readText'
import type { Hearer } from './hearer'

/** A recording's file while the run goes on: every batch is on its way to the disk before the next one comes, so a killed run leaves what it had. */
export interface RecordingOut extends Hearer {
  /** Closes the file; gives what went wrong with it on the way, null when nothing did. */
  close(): Complaint | null
}

/** Gets ready to write a recording; the file itself is made when the header comes, so a run that never starts leaves an older recording alone. */
export async function recordingOut(named: string, folder: string): Promise<Answer<RecordingOut>> {
  const path = resolve(folder, named)
  try {
    await access(dirname(path), constants.W_OK | constants.X_OK)
    const there = await stat(path).catch(() => null)
    if (there?.isDirectory()) return refuse(named, 'this is a folder', 'name a file in it')
    if (there !== null) await access(path, constants.W_OK)
  } catch (error) {
    return refuse(named, ...reason(error, folder))
  }
  let writer: ReturnType<typeof recordingWriter> | null = null
  let file: number | null = null
  let wrong: Complaint | null = null
  let whole = 0
  const attempt = (work: () => void): void => {
    if (wrong !== null) return
    try {
      work()
    } catch (error) {
      wrong = refuse(named, ...reason(error, folder)).complaints[0] ?? null
      leaveWhole()
    }
  }
  /** What was written before stays readable. */
  const leaveWhole = (): void => {
    try {
      if (file !== null) ftruncateSync(file, whole)
    } catch {
      // no file that could be shortened, such as a device
    }
  }
  const write = (bytes: Uint8Array): void => {
    if (file === null) return
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    whole += bytes.length
  }
  return answer({
    header: (header) =>
      attempt(() => {
        writer = recordingWriter(header)
        file = openSync(path, 'w')
        write(writer.start())
      }),
    batch: (batch) => attempt(() => writer !== null && write(writer.batch(batch))),
    close() {
      attempt(() => writer !== null && write(writer.end()))
      if (file !== null) closeSync(file)
      return wrong
    }
  })
}
