import { deadlocksIndex } from '../../src/core/analysis/deadlocks'
import { ownershipOf } from '../../src/core/analysis/ownership'
import { replayIndex } from '../../src/core/analysis/replay'
import { spansOf } from '../../src/core/analysis/spans'
import { stateAt, stateIndex } from '../../src/core/analysis/stateAt'
import { statisticsOf } from '../../src/core/analysis/statistics'
import { waitForIndex } from '../../src/core/analysis/waitFor'
import { moment } from '../../src/core/trace/ids'
import { longRun } from './longRun'
import type { Measure } from './measure'

/** Building the indexes over one and five million events, and asking them at random moments. */
export async function bench(measure: Measure): Promise<void> {
  for (const millions of [1, 5]) {
    const trace = longRun(millions * 1_000_000)
    await measure(`index of ${millions} M`, () => void replayIndex(trace))
    await measure(`spans of ${millions} M`, () => void spansOf(trace), { runs: 3 })
    await measure(`ownership of ${millions} M`, () => void ownershipOf(trace), { runs: 3 })
    await measure(`statistics of ${millions} M, all built anew`, () => void statisticsOf(trace), { runs: 3 })
    const replaying = replayIndex(trace)
    const moments = Array.from({ length: 1000 }, (_, i) => moment((trace.end * ((i * 7919) % 1000)) / 1000))
    const each = (ask: (at: ReturnType<typeof moment>) => unknown) => () => {
      const start = performance.now()
      for (const at of moments) ask(at)
      return performance.now() - start
    }
    await measure(`1,000 random stateAt of ${millions} M: µs each`, each(stateIndex(trace, replaying)), { unit: 'µs' })
    await measure(`1,000 random waitForAt of ${millions} M: µs each`, each(waitForIndex(trace, replaying)), { unit: 'µs' })
    await measure(`1,000 random deadlocksAt of ${millions} M: µs each`, each(deadlocksIndex(trace, replaying)), { unit: 'µs' })
    await measure(`one stateAt by the plain fold of ${millions} M, mid-trace`, () => void stateAt(trace, moment(trace.end / 2)))
  }
}
