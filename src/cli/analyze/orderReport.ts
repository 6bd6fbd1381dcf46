import type { Waits } from '../../core/analysis/order/contention'
import type { CycleRule } from '../../core/analysis/order/lockCycles'
import { orderFindings } from '../../core/analysis/order/orderFindings'
import type { Ownership } from '../../core/analysis/ownership'
import { eventCode } from '../../core/trace/event'
import { type ObjectId, objectId, threadId } from '../../core/trace/ids'
import { objectName, type Trace, threadName } from '../../core/trace/trace'

/** Something that a thread did, with its place in the program and in the run. */
export interface PlaceReport {
  readonly thread: string
  readonly line: number
  readonly at: number
}

/** A read or a write. */
export interface AccessReport extends PlaceReport {
  readonly access: 'read' | 'write'
}

/** A thread wants a lock while it holds another. */
export interface LockEdgeReport {
  readonly thread: string
  readonly held: string
  readonly heldLine: number
  readonly wanted: string
  readonly wantedLine: number
}

/** The analyses of the run's order, with names for numbers. */
export interface OrderReport {
  /** The first race of each variable; null where accesses were not recorded. */
  readonly races: readonly { readonly variable: string; readonly first: AccessReport; readonly second: AccessReport }[] | null
  /** What Eraser warns of; `race` tells whether the variable is among the races. */
  readonly lockset: readonly (AccessReport & { readonly variable: string; readonly race: boolean })[]
  readonly lockCycles: readonly { readonly locks: readonly string[]; readonly passes: CycleRule; readonly acquisitions: readonly LockEdgeReport[] }[]
  /** False when there were too many cycles to look at all. */
  readonly lockCyclesComplete: boolean
  readonly criticalPath: {
    readonly length: number
    readonly asleep: number
    readonly work: number
    readonly parallelism: number
    readonly stretches: readonly { readonly thread: string; readonly from: number; readonly to: number; readonly work: number }[]
  }
  readonly contention: readonly (Waits & { readonly name: string; readonly lines: readonly (Waits & { readonly line: number })[] })[]
}

/** Puts names and places into the findings about a run's order. */
export function orderReport(trace: Trace, ownership: ReadonlyMap<ObjectId, Ownership>): OrderReport {
  const { events, header } = trace
  const { races, lockset, lockCycles, criticalPath, contention } = orderFindings(trace, ownership)
  const thread = (id: number): string => threadName(trace, threadId(id))
  const object = (id: number): string => objectName(trace, objectId(id))
  const line = (row: number): number => events.line[row] ?? 0
  const at = (row: number): number => events.at[row] ?? 0
  const accessAt = (row: number): AccessReport => ({
    thread: thread(events.thread[row] ?? -1),
    line: line(row),
    at: at(row),
    access: events.type[row] === eventCode.written ? 'write' : 'read'
  })
  return {
    races:
      header.detail === 'sync'
        ? null
        : races.map(({ variable, first, second }) => ({ variable: object(variable), first: accessAt(first), second: accessAt(second) })),
    lockset: lockset.map(({ variable, row }) => ({ variable: object(variable), ...accessAt(row), race: races.some((race) => race.variable === variable) })),
    lockCycles: lockCycles.cycles.map(({ locks, passes, edges }) => ({
      locks: locks.map(object),
      passes,
      acquisitions: edges.map(({ held, wanted, thread: by, heldRow, wantedRow }) => ({
        thread: thread(by),
        held: object(held),
        heldLine: line(heldRow),
        wanted: object(wanted),
        wantedLine: line(wantedRow)
      }))
    })),
    lockCyclesComplete: lockCycles.complete,
    criticalPath: {
      ...criticalPath,
      stretches: criticalPath.stretches.map(({ thread: by, from, to, work }) => ({ thread: thread(by), from: at(from), to: at(to), work }))
    },
    contention: contention.map(({ object: id, ...waits }) => ({ name: object(id), ...waits }))
  }
}
