import { describe, expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { objectName, threadName } from '../../../src/core/trace/trace'
import { countOf, everywhere, everywhereAtOnce, objectsOf, storyOf } from './recordedEverywhere'
import { noPython } from './pythons'
import { only, planFor, printed, run } from './recordedRun'

describe.skipIf(noPython)('pools and futures of a real Python', () => {
  test('a pool runs as under the bare Python, and its futures are called after variables, lists and work', () =>
    everywhere('pool.py', (recorded) => {
      expect(recorded.end.status).toBe('finished')
      expect(printed(recorded.events)[0]).toBe("[0, 1, 4, 9] ['open', 'open'] [9, 'too early', 'cancelled'] 2 0")
      expect(objectsOf(recorded.trace)).toEqual([
        'event gate',
        'queue work of pool',
        'future first',
        'future failing',
        'future square[0]',
        'future square[1]',
        'future square[2]',
        'future square[3]',
        'future waiting[0]',
        'future waiting[1]',
        'future late',
        'event all of waiting[0], waiting[1]',
        'future square of line 48',
        'event any of square of line 48',
        'future by_hand'
      ])
    }))

  test('as many futures are made and worked on as the program says; one that was cancelled is never begun', () =>
    everywhere('pool.py', (recorded) => {
      const said = JSON.parse(printed(recorded.events).at(-1) ?? '') as { futures: number; works: number }
      expect(only(recorded.events, 'declared').filter(({ kind }) => kind === 'future').length).toBe(said.futures)
      expect(only(recorded.events, 'workBegan').length).toBe(said.works)
      expect(only(recorded.events, 'workEnded').length).toBe(said.works)
      expect(storyOf(recorded, 'late')).toEqual(['declared', 'set', 'woken'])
      expect(only(recorded.events, 'workBegan').map(({ name }) => name)).toContain('closed')
    }))

  test('a future has its result before anybody goes on with it, and work is on the lane of its worker', () =>
    everywhere('pool.py', (recorded) => {
      expect(storyOf(recorded, 'first')).toEqual(['declared', 'workBegan', 'set', 'workEnded', ...storyOf(recorded, 'first').slice(4)])
      for (const { thread } of only(recorded.events, 'workBegan')) expect(threadName(recorded.trace, thread)).toMatch(/^pool_[01]$/)
      expect(storyOf(recorded, 'waiting[0]', 0).slice(0, 3)).toEqual(['declared', 'waitBegan', 'timedOut'])
      expect(countOf(recorded, 'all of waiting[0], waiting[1]', 'woken')).toBe(1)
    }))

  test('an idle worker is seen to wait for work, and work comes and goes under the name of its future', () =>
    everywhere('pool.py', (recorded) => {
      const queue = [...recorded.trace.objects.values()].find(({ name }) => name === 'work of pool')
      const came = only(recorded.events, 'put').filter(({ object, value }) => object === queue?.id && value !== 'None')
      expect(came.map(({ value }) => value).slice(0, 3)).toEqual(['first', 'failing', 'square[0]'])
      expect(only(recorded.events, 'requested').filter(({ object }) => object === queue?.id).length).toBeGreaterThan(0)
    }))

  test('a work item that waits for one that no worker is left to run is recognised while it hangs', () =>
    everywhereAtOnce('starved_pool.py', ({ end, trace }) => {
      expect(end.status).toBe('deadlock')
      expect(deadlocksAt(trace, trace.end).map(({ verdict, words }) => [verdict, words])).toEqual([
        ['deadlock', 'MainThread waits for the result of answer, on which worker_0 works; worker_0 waits for the result of needed, on which nobody works']
      ])
    }))

  test('work items that wait for each other close a ring of workers and futures', () =>
    everywhereAtOnce('crossed_futures.py', ({ end, trace }) => {
      expect(end.status).toBe('deadlock')
      const [deadlock] = deadlocksAt(trace, trace.end)
      expect(deadlock?.verdict).toBe('deadlock')
      expect(deadlock?.cycle.map((node) => ('thread' in node ? threadName(trace, node.thread) : objectName(trace, node.object)))).toEqual([
        'worker_0',
        'right',
        'worker_1',
        'left'
      ])
    }))

  test('a pool of processes: what the parent sees of its futures', () =>
    everywhere('pool_of_processes.py', (recorded) => {
      expect(recorded.end.status).toBe('finished')
      expect(printed(recorded.events)).toContain('[1, 4, 9]')
      expect(objectsOf(recorded.trace)).toEqual(['queue work of pool', 'future pow[0]', 'future pow[1]', 'future pow[2]'])
      for (const name of ['pow[0]', 'pow[1]', 'pow[2]']) expect(countOf(recorded, name, 'set')).toBe(1)
    }))

  test.each(['fork', 'spawn', 'forkserver'])('a pool of processes: the worker that did it has the work on its lane, as the program says (%s)', (method) =>
    everywhere(
      'processes/pool_of_workers.py',
      ({ version, end, trace, events }) => {
        const said = JSON.parse(printed(events)[0] ?? '') as { squares: number[]; workers: number[]; words: string }
        expect([version, end.status, said.squares]).toEqual([version, 'finished', [0, 1, 4, 9, 16, 25]])
        const futures = [0, 1, 2, 3, 4, 5].map((number) => `ran[${number}]`).concat('failed', 'square[0]', 'square[1]')
        expect([...trace.objects.values()].filter(({ kind }) => kind === 'future').map(({ name }) => name)).toEqual(futures)
        const began = only(events, 'workBegan')
        const works = futures.map((future) => began.filter(({ object }) => objectName(trace, object) === future))
        expect(works.map((work) => work.map(({ thread, name }) => [trace.threads.get(thread)?.process, name]))).toEqual(
          said.workers.map((worker, place) => [[worker, place === 6 ? 'failing' : 'square']])
        )
        const ends = only(events, 'workEnded').map(({ object, thread }) => `${object} ${thread}`)
        expect(ends.toSorted()).toEqual(began.map(({ object, thread }) => `${object} ${thread}`).toSorted())
        // a result is there when its work is over
        for (const { object } of began) {
          const story = events.filter((event) => 'object' in event && event.object === object).map(({ type }) => type)
          expect(story.filter((type) => ['declared', 'workBegan', 'workEnded', 'set'].includes(type))).toEqual(['declared', 'workBegan', 'workEnded', 'set'])
        }
        expect(said.words).toContain('in failing')
        expect(said.words).not.toContain('labtrace')
      },
      { arguments: [method] }
    )
  )

  test('work that asyncio hands to threads is seen too', async () => {
    const { end, events, trace } = await run(planFor('to_thread.py'))
    expect(end.status).toBe('finished')
    expect(only(events, 'workBegan').map(({ name }) => name)).toEqual(['slow', 'slow'])
    expect(only(events, 'workBegan').every(({ thread }) => threadName(trace, thread).startsWith('asyncio_'))).toBe(true)
  })
})
