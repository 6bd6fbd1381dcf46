import type { Program } from '../../../core/program/program'
import type { Detail } from '../../../core/trace/header'
import type { Ring } from './ring'
import type { RunMemory } from './runMemory'

/** What the host gives a worker. */
export interface WorkerData {
  readonly program: Program
  /** The program as `generateCode` wrote it. */
  readonly code: string
  readonly detail: Detail
  readonly memory: RunMemory
  readonly ring: Ring
  /** Its place in the table of workers. */
  readonly slot: number
}

/** A worker's only message: a fault of ours, which ends the run. */
export interface WorkerFault {
  readonly fault: string
}
