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
  /** Null for a thread that no sample has seen: its own records tell of it. */
  readonly watch: ThreadWatch | null
  /** Who started it, as far as that was seen. */
  readonly parent: Lane | null
  /** When it was first seen, nanoseconds of the monotonic clock. */
  readonly seen: number
  /** Whether the trace knows of it: it does from the second sample on, by then it has the name that it runs under. */
  announced: boolean
  state: ObservedState
  cpu: number
  /** Its own records say that it has ended: whatever a sample sees of it yet does not count. */
  over: boolean
  /** Its own records say that it waits, without a time limit, for somebody to give this back or to end. */
  asked: { readonly holder: Lane | null } | null
  /** What it was last told to wait for; null nothing. */
  wait: LaneWait | null
  /** In a process whose own records count: waits for children, which only samples see. Told when its records of that time are. */
  readonly sightings: Sighting[]
  /** Counters as they were last told, by name. */
  readonly told: Map<string, number>
}

/** A wait for a child as samples saw it; `until`: when one saw it over, null not yet. */
export interface Sighting {
  readonly target: Lane
  readonly since: number
  until: number | null
  told: boolean
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
  /** As it was last seen to call itself; '' unknown. */
  name: string
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
  /** Its own records tell of its locks and threads: what can be guessed from outside does not count. */
  exact: boolean
}
