import { contentionOf } from '../../src/core/analysis/order/contention'
import { criticalPath } from '../../src/core/analysis/order/criticalPath'
import { fastTrack } from '../../src/core/analysis/order/fastTrack'
import { lockCycles } from '../../src/core/analysis/order/lockCycles'
import { lockOrder } from '../../src/core/analysis/order/lockOrder'
import { lockset } from '../../src/core/analysis/order/lockset'
import { operationsOf } from '../../src/core/analysis/order/operationsOf'
import { orderFindings } from '../../src/core/analysis/order/orderFindings'
import { longRun } from './longRun'
import type { Measure } from './measure'

/** The analyses of a run's order over one and five million events of 16 threads, one by one and all together. */
export async function bench(measure: Measure): Promise<void> {
  for (const millions of [1, 5]) {
    const trace = longRun(millions * 1_000_000)
    const operations = operationsOf(trace)
    const order = lockOrder(operations)
    const few = { runs: 3 }
    await measure(`operations of ${millions} M`, () => void operationsOf(trace), few)
    await measure(`first races (FastTrack) of ${millions} M`, () => void fastTrack(operations), few)
    await measure(`lockset of ${millions} M`, () => void lockset(operations), few)
    await measure(`lock graph of ${millions} M`, () => void lockOrder(operations), few)
    await measure(`its cycles`, () => void lockCycles(order), few)
    await measure(`critical path of ${millions} M`, () => void criticalPath(operations), few)
    await measure(`contention of ${millions} M`, () => void contentionOf(trace), few)
    await measure(`all of ${millions} M`, () => void orderFindings(trace), few)
  }
}
