import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type RecordFile, recordFile } from '../python/recordFile'
import { rowKind } from '../python/layout'
import { type Reorder, reorder } from '../python/reorder'
import type { Family } from './family'
import type { FamilyProcess } from './lane'
import { lockTeller } from './lockTeller'
import type { CommandTeller } from './commandTeller'

/** What the library in front of native programs records of their locks (resources/native), while they run. */
export interface LockRecords {
  /** Reads what is new, and tells what is older than 30 ms: rows of several threads are put in order first. `final`: all of it. */
  poll(now: number, final: boolean): void
  /** Reads what is new without telling it: which programs record themselves is known then. */
  catchUp(): void
  /** Records that found no room. */
  dropped(): number
  close(): void
  /** Programs that recorded anything but their beginning. */
  readonly programs: number
}

/** How long rows wait for earlier ones of other threads, nanoseconds: a thread may lose the processor between reading the clock and writing its record. */
const patience = 30e6

interface ProgramFile {
  readonly pid: number
  readonly file: RecordFile
  readonly rows: Reorder
  /** Address of the program headers. */
  headers: number
  readonly tell: ReturnType<typeof lockTeller>
}

/** Watches a folder of records; `executable`: the file of the first program. */
export function lockRecords(folder: string, executable: string, kin: Family, teller: CommandTeller, nextObject: () => number): LockRecords {
  const files = new Map<string, ProgramFile>()
  const exact = new Set<ProgramFile>()

  function findFiles(): void {
    for (const name of readdirSync(folder)) {
      const pid = Number(name.split('-')[0])
      if (files.has(name) || !(pid > 0)) continue
      files.set(name, { pid, file: recordFile(join(folder, name), () => {}), rows: reorder(), headers: 0, tell: lockTeller(kin, pid, teller, nextObject) })
    }
  }

  /** Beginnings and ends of threads must be known before the next sample looks at them. */
  function note(program: ProgramFile, process: FamilyProcess | null, from: number): void {
    const { type, at, thread, object, line, value, length } = program.rows.rows.view()
    for (let row = from; row < length; row++) {
      const isMain = type[row] === rowKind.threadStarted && addressOf(object[row] ?? 0, line[row] ?? 0) === 0
      if (isMain) program.headers = value[row] ?? 0
      else {
        if (!exact.has(program)) {
          process?.book.load()
          if (process?.parent === null) process.book.assume(executable, program.headers)
        }
        exact.add(program)
        if (process !== null) process.exact = true
      }
      const tid = thread[row] ?? 0
      if (type[row] === rowKind.threadStarted) kin.births.set(tid, { at: at[row] ?? 0, routine: addressOf(object[row] ?? 0, line[row] ?? 0) })
      const lane = process?.lanes.get(tid)
      if (type[row] === rowKind.threadEnded && lane !== undefined) lane.over = true
    }
  }

  function read(lost: number): void {
    findFiles()
    for (const program of files.values()) {
      const before = program.rows.rows.length
      program.file.read(program.rows.rows, lost)
      note(program, kin.processOf(program.pid), before)
    }
  }

  return {
    catchUp: () => read(0),
    poll(now, final) {
      read(final ? Number.POSITIVE_INFINITY : 0)
      for (const program of files.values()) {
        program.rows.take(final ? Number.POSITIVE_INFINITY : now - patience, ({ type, at, thread, object, line, value }, row) => {
          const high = line[row] ?? 0
          const address = addressOf(object[row] ?? 0, high)
          program.tell.row(type[row] ?? 0, at[row] ?? 0, thread[row] ?? 0, address, (high >>> 16) & 0xff, value[row] ?? 0)
        })
      }
    },
    dropped: () => [...files.values()].reduce((sum, { file }) => sum + file.dropped(), 0),
    close() {
      for (const { file } of files.values()) file.close()
    },
    get programs() {
      return exact.size
    }
  }
}

const addressOf = (low: number, high: number): number => (high & 0xffff) * 4_294_967_296 + (low >>> 0)
