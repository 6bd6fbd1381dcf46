import type { ObjectId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'
import { type Contention, contentionOf } from './contention'
import { type CriticalPath, criticalPath } from './criticalPath'
import { fastTrack } from './fastTrack'
import { type LockCycles, lockCycles } from './lockCycles'
import { lockOrder } from './lockOrder'
import { type LocksetWarning, lockset } from './lockset'
import { operationsOf } from './operationsOf'
import type { Ownership } from '../ownership'
import type { Race } from './race'

/** What the order of a run's events tells beyond what was seen to happen: what else could have, and what it cost. Rows are those of the trace. */
export interface OrderFindings {
  /** The first race of each variable. */
  readonly races: readonly Race[]
  readonly lockset: readonly LocksetWarning[]
  readonly lockCycles: LockCycles
  readonly criticalPath: CriticalPath
  readonly contention: readonly Contention[]
}

/** All analyses of one order; a million events take one to two seconds, and as long again for `ownership` where it is not known (bench/order). */
export function orderFindings(trace: Trace, ownership?: ReadonlyMap<ObjectId, Ownership>): OrderFindings {
  const operations = operationsOf(trace)
  return {
    races: fastTrack(operations),
    lockset: lockset(operations),
    lockCycles: lockCycles(lockOrder(operations)),
    criticalPath: criticalPath(operations),
    contention: contentionOf(trace, ownership)
  }
}
