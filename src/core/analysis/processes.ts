import { eventCode, type SnapshotKind, snapshotKinds } from '../trace/event'
import { type Moment, moment, type ProcessId, processId } from '../trace/ids'
import type { Result } from '../trace/problem'
import { type DescriptorsSnapshot, descriptorsSnapshot, type MapsSnapshot, mapsSnapshot, type TreeSnapshot, treeSnapshot } from '../trace/snapshot'
import type { Trace } from '../trace/trace'

/** A process of a run: from its start to its end, as far as that was told. */
export interface ProcessLife {
  readonly process: ProcessId
  readonly parent: ProcessId
  readonly command: string
  readonly startedAt: Moment
  /** Null while it lives. */
  readonly exitedAt: Moment | null
  /** Exit code, or minus a signal's number; NaN where nobody saw, and while it lives. */
  readonly code: number
}

/** What was last seen of a process before a moment. */
export interface Look<Value> {
  readonly at: Moment
  readonly read: Result<Value>
}

/** The processes of a run, and what was seen of each at any moment. */
export interface ProcessIndex {
  /** In the order of their starts. */
  readonly lives: readonly ProcessLife[]
  /** Null before the first look. */
  treeAt(process: ProcessId, at: Moment): Look<TreeSnapshot> | null
  mapsAt(process: ProcessId, at: Moment): Look<MapsSnapshot> | null
  descriptorsAt(process: ProcessId, at: Moment): Look<DescriptorsSnapshot> | null
  /** When something new was seen of any of these processes, in order. */
  looksAt(processes: ReadonlySet<ProcessId>): readonly Moment[]
  /** The last moment up to `at` at which a process began, was looked at or ended: since then nothing here is different. `at` itself before the first. */
  changedBy(at: Moment): Moment
  /** Whether anybody was looked at. */
  readonly hasLooks: boolean
}

type Rows = Record<SnapshotKind, number[]>

const { processStarted, processExited, snapshot } = eventCode

/** Finds the processes of a trace and where they were looked at; what was seen is read when it is asked for. One pass over the events. */
export function processIndex({ events }: Trace): ProcessIndex {
  const lives = new Map<number, ProcessLife>()
  const looks = new Map<number, Rows>()
  const changes: number[] = []
  for (let row = 0; row < events.length; row++) {
    const type = events.type[row]
    if (type !== processStarted && type !== processExited && type !== snapshot) continue
    changes.push(row)
    const process = processId(events.object[row] ?? -1)
    const at = moment(events.at[row] ?? 0)
    const value = events.value[row] ?? Number.NaN
    if (type === processStarted) {
      const command = events.texts.get(row) ?? ''
      lives.set(process, { process, parent: processId(Number.isNaN(value) ? -1 : value), command, startedAt: at, exitedAt: null, code: Number.NaN })
    } else if (type === processExited) {
      const life = lives.get(process)
      if (life !== undefined) lives.set(process, { ...life, exitedAt: at, code: value })
    } else {
      const rows = looks.get(process) ?? { maps: [], descriptors: [], tree: [] }
      looks.set(process, rows)
      rows[kindAt(row)].push(row)
    }
  }

  function kindAt(row: number): SnapshotKind {
    const word = events.texts.get(row)?.split(' ', 1)[0]
    return snapshotKinds.find((kind) => kind === word) ?? 'tree'
  }

  function lookAt<Value>(kind: SnapshotKind, read: (json: string) => Result<Value>) {
    // of each process the last one that was read: the time cursor stays on it for long
    const known = new Map<number, { readonly row: number; readonly look: Look<Value> }>()
    return (process: ProcessId, at: Moment): Look<Value> | null => {
      const row = lastUpTo(looks.get(process)?.[kind] ?? [], at, events.at)
      if (row === null) return null
      const before = known.get(process)
      if (before?.row === row) return before.look
      const look = { at: moment(events.at[row] ?? 0), read: read(events.texts.get(row)?.slice(kind.length + 1) ?? '') }
      known.set(process, { row, look })
      return look
    }
  }

  return {
    lives: [...lives.values()],
    treeAt: lookAt('tree', treeSnapshot),
    mapsAt: lookAt('maps', mapsSnapshot),
    descriptorsAt: lookAt('descriptors', descriptorsSnapshot),
    looksAt(processes) {
      const times = [...processes].flatMap((process) => snapshotKinds.flatMap((kind) => looks.get(process)?.[kind] ?? [])).map((row) => events.at[row] ?? 0)
      return [...new Set(times)].toSorted((a, b) => a - b).map(moment)
    },
    changedBy(at) {
      const row = lastUpTo(changes, at, events.at)
      return row === null ? at : moment(events.at[row] ?? 0)
    },
    hasLooks: looks.size > 0
  }
}

/** The last of some rows, in order, that is not behind a moment. */
function lastUpTo(rows: readonly number[], at: number, times: Float64Array): number | null {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[rows[middle] ?? 0] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return rows[low - 1] ?? null
}
