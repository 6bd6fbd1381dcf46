import type { Result } from '../../core/trace/problem'
import type { SnapshotKind } from '../../core/trace/event'
import { addressSpace } from './addressSpace'
import { descriptorTable } from './descriptorTable'
import { processIdentity } from './processIdentity'
import { hasEnded } from './unseen'

/** Looks at the processes of a run while it goes on. Times are nanoseconds of one clock. */
export interface SnapshotTaker {
  /** Looks at whom is due among those that live now, for a few milliseconds at most. */
  look(now: number, living: Iterable<number>): void
  /** What looking took, for people; null when nobody was looked at. */
  words(now: number): string | null
  /** Nanoseconds that all looks together took. */
  readonly took: number
}

/** Tells of a look that found something new: the text of a `snapshot` event. */
type Tell = (at: number, pid: number, text: string) => void

const readers: Readonly<Record<SnapshotKind, (pid: number) => Result<unknown>>> = { tree: processIdentity, descriptors: descriptorTable, maps: addressSpace }
const kinds = ['tree', 'descriptors', 'maps'] as const

/** A process is looked at twice a second at most; the longer it has been there the more rarely, so that an hour gives no more than 160 of each kind. */
const every = 0.5e9
const ofAge = 1 / 20
/** Of the time of one core, at most. */
const share = 0.05
/** A look goes on with further processes for so long, nanoseconds. */
const slice = 3e6
/** Text of all snapshots of a run, characters. */
const mostText = 64 << 20

interface Due {
  readonly kind: SnapshotKind
  readonly seen: number
  at: number
  last: string
}

/** Starts taking snapshots. What did not change since the last look at it is not told again. `clock`: the time now. */
export function snapshotTaker(clock: () => number, tell: Tell): SnapshotTaker {
  const known = new Map<number, Due[]>()
  const refused = new Set<number>()
  let [took, looks, text, began, resting] = [0, 0, 0, Number.NaN, 0]

  function take(pid: number, due: Due): void {
    const before = clock()
    const json = jsonOf(pid, due.kind) ?? due.last
    const after = clock()
    looks++
    took += after - before
    due.at = before + Math.max(every, (before - due.seen) * ofAge)
    if (json === due.last || text + json.length > mostText) return
    due.last = json
    text += json.length
    tell(before, pid, `${due.kind} ${json}`)
  }

  /** Null when it has ended, or may not be looked at: the latter is remembered. */
  function jsonOf(pid: number, kind: SnapshotKind): string | null {
    try {
      const read = readers[kind](pid)
      if (read.ok) return JSON.stringify(read.value)
      if (read.problem.what !== hasEnded) refused.add(pid)
    } catch {
      // whatever the system says beyond that must not end the run
      refused.add(pid)
    }
    return null
  }

  /** Who has waited longest. */
  function next(now: number): readonly [number, Due] | null {
    let found: readonly [number, Due] | null = null
    for (const [pid, all] of known) for (const due of all) if (due.at <= now && due.at < (found?.[1].at ?? Number.POSITIVE_INFINITY)) found = [pid, due]
    return found
  }

  return {
    look(now, living) {
      if (Number.isNaN(began)) began = now
      const alive = new Set(living)
      for (const pid of known.keys()) if (!alive.has(pid)) known.delete(pid)
      // of many new ones first who they all are, then their files, then their memory
      for (const pid of alive) if (!known.has(pid)) known.set(pid, newcomer(now))
      if (now < resting) return
      const before = took
      for (let due = next(now); due !== null && took - before < slice; due = next(now)) take(...due)
      resting = now + (took - before) / share
    },
    words(now) {
      if (looks === 0) return null
      const percent = (100 * took) / Math.max(1, now - began)
      const cut = text + (mostText >> 6) > mostText ? '; the last of them were left out, there were too many' : ''
      const forbidden = refused.size === 0 ? '' : `; not all of ${[...refused].join(', ')} could be seen: another user's, or the system forbids it`
      return `processes were looked at ${looks} times (who they are, their files, their memory), which took ${(took / 1e6).toFixed(0)} ms of the recorder, ${percent.toFixed(1)} % of one core${cut}${forbidden}`
    },
    get took() {
      return took
    }
  }
}

const newcomer = (now: number): Due[] => kinds.map((kind, rank) => ({ kind, seen: now, at: now + rank * 5e6, last: '' }))
