import { expect, test } from 'vitest'
import { threadId } from '../../src/core/trace/ids'
import { freshModel, replayModel } from '../../src/renderer/session/model'
import { courseOf, progressPicture, usualPair } from '../../src/renderer/session/progressPicture'
import { compiled } from '../core/simulator/compiled'
import { explored } from '../core/explorer/explored'
import { twoLockReport, twoLockSource } from '../pictures/stateGraphs'

const fresh = (source: string) => freshModel(compiled(source), { tool: 'test', set: {} })

test('the course of two threads is that of the clearest run in which both end', () => {
  const course = courseOf(fresh(twoLockSource), twoLockReport)
  expect(course?.walkers.map(({ name, steps }) => [name, steps])).toEqual([
    ['one', 6],
    ['two', 6]
  ])
})

test('where no order ends there is no course', () => {
  const source = `
import threading
lock = threading.Lock()
def work():
    with lock:
        with lock:
            pass
stuck = threading.Thread(target=work)
stuck.start()
stuck.join()
`
  expect(courseOf(fresh(source), explored(source).report)).toBeNull()
})

test('the threads that share most locks are looked at first', () => {
  const walker = (thread: number, locks: readonly string[]) => ({
    thread: threadId(thread),
    name: `T${thread}`,
    steps: 4,
    holdings: locks.map((lock) => ({ lock, from: 1, to: 3 }))
  })
  expect(usualPair({ walkers: [walker(0, []), walker(1, ['a']), walker(2, ['b', 'c']), walker(3, ['c', 'b'])] })).toEqual([2, 3])
  expect(usualPair({ walkers: [walker(1, ['a'])] })).toBeNull()
})

test('the run on screen is a way through the picture, up to the time cursor', () => {
  const model = fresh(twoLockSource)
  const course = courseOf(model, twoLockReport)
  const run = replayModel(model, '1 2')
  if (!course || !run.ok) throw new Error('both threads end, and both can take their first lock')
  const picture = progressPicture(course, [threadId(1), threadId(2)], run.value.steps, 1)
  expect(picture?.path).toEqual([
    [0, 0],
    [1, 0],
    [1, 1]
  ])
  expect(picture?.at).toBe(1)
})
