import { describe, expect, test } from 'vitest'
import { levelsOf } from '../../../src/core/analysis/levels'
import { spanAt, spansOf } from '../../../src/core/analysis/spans'
import { objectName, type Trace } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import { noPython, pythons } from './pythons'
import { only, planFor, printed, run } from './recordedRun'

const kinds = ['fork', 'spawn', 'forkserver']
const everyWay = pythons.flatMap(({ path, version }) => kinds.map((kind) => ({ path, version, kind })))
/** Every Python with forked workers, and the best one in every way. */
const someWays = everyWay.filter(({ path, kind }) => kind === 'fork' || path === pythons[0]?.path)

/** Milliseconds that a lane shows its thread waiting at the pool's queue. */
function idleOf(trace: Trace, thread: number): number {
  const spans = [...spansOf(trace)].find(([id]) => id === thread)?.[1]
  if (spans === undefined) return 0
  const waits = Array.from({ length: spans.length }, (_, index) => spanAt(spans, index)).filter(
    ({ state, on }) => state === 'waiting' && on !== null && 'object' in on && objectName(trace, on.object) === 'work of pool'
  )
  return waits.reduce((sum, { from, to }) => sum + to - from, 0) / 1e6
}

describe.skipIf(noPython || process.platform === 'win32')('the workers of a pool of processes', () => {
  test.each(someWays.flatMap((way) => ['executor', 'Pool'].map((pool) => ({ ...way, pool }))))(
    'wait at the queue of the pool while they have no work ($version, $kind, $pool)',
    async ({ path, kind, pool }) => {
      const { end, trace, events } = await run(planFor('processes/idle_workers.py', { python: path, arguments: [pool, kind] }))
      expect(end.status).toBe('finished')
      expect(validate(trace)).toEqual({ ok: true, value: null })
      // `time.sleep` is sent to the workers, as it is without a recorder
      expect(printed(events)).toEqual(pool === 'Pool' ? ['16'] : ['16', 'True', 'True', 'None'])
      const queue = [...trace.objects.values()].find(({ name }) => name === 'work of pool')
      expect(queue?.kind).toBe('queue')
      const workers = new Set(only(events, 'workBegan').map(({ thread }) => thread))
      for (const thread of workers) {
        expect(idleOf(trace, thread)).toBeGreaterThan(0)
        const story = events
          .filter((event) => event.thread === thread && 'object' in event && event.object === queue?.id)
          .map(({ type }) => type)
          .join(' ')
        // each work is asked for and got; in the end comes the word to end, where nobody has killed the worker in its wait
        expect(story).toMatch(/^(requested got )+requested( woken)?$/)
      }
      expect(workers.size).toBeGreaterThan(0)
      // whatever was put in is out again, be it that it was done, cancelled or could not be sent
      expect(queue && levelsOf(trace).get(queue.id)?.final).toBe(0)
      expect(only(events, 'put').length).toBe(pool === 'Pool' ? 5 : 14)
    }
  )
})
