import type { ObservedState } from '../../core/trace/event'
import type { ThreadWatch } from './threadWatch'
import type { AddressBook } from './addressBook'
import type { ProcessMemory } from './processMemory'

/** A thread that is observed: its lane in the trace. */
export interface Lane {
  readonly id: number
  /** The thread's number in the system. */
  readonly tid: number
  readonly process: FamilyProcess
  readonly watch: ThreadWatch
  /** Who started it, as far as that was seen. */
  readonly parent: Lane | null
  /** When it was first seen, nanoseconds of the monotonic clock. */
  readonly seen: number
  /** Whether the trace knows of it: it does from the second sample on, by then it has the name that it runs under. */
  announced: boolean
  state: ObservedState
  cpu: number
  /** What it was last told to wait for; null nothing. */
  wait: LaneWait | null
  /** Counters as they were last told, by name. */
  readonly told: Map<string, number>
}

/** What a lane waits for; `limit`: seconds after which it gives up, NaN never. */
export type LaneWait =
  | { readonly type: 'mutex'; readonly address: number; readonly limit: number; readonly mutex: Mutex }
  | { readonly type: 'futex'; readonly address: number; readonly limit: number; readonly object: number }
  | { readonly type: 'end'; readonly target: Lane; readonly limit: number }

/** A mutex of a process, seen from outside. */
export interface Mutex {
  readonly object: number
  readonly address: number
  holder: Lane | null
}

/** A process that is observed. */
export interface FamilyProcess {
  readonly pid: number
  /** Its first thread's lane. */
  main: Lane | null
  /** By the threads' numbers. */
  readonly lanes: Map<number, Lane>
  readonly parent: FamilyProcess | null
  /** Clock ticks from the machine's start to its own. */
  readonly born: number
  /** Null when it may not be read. */
  readonly memory: ProcessMemory | null
  readonly book: AddressBook
  readonly mutexes: Map<number, Mutex>
  /** Other objects by address: their numbers in the trace. */
  readonly futexes: Map<number, number>
  /** What `wait` would tell of its end; null while it lives, or when nobody saw. */
  exit: number | null
}
