import { expect, test } from 'vitest'
import { screenMetrics } from '../../src/core/scenes/look/metrics'
import { progressScene } from '../../src/core/scenes/orders/progressScene'
import { fixedMeasure } from '../../src/core/scenes/look/textMeasure'
import { threadId } from '../../src/core/trace/ids'
import { freshModel, replayModel } from '../../src/renderer/session/model'
import { courseOf, progressPicture, usualPair } from '../../src/renderer/session/progressPicture'
import { compiled } from '../core/simulator/compiled'
import { explored } from '../core/explorer/explored'
import { progressOf } from '../pictures/progressPictures'
import { twoLockReport, twoLockSource } from '../pictures/stateGraphs'

const fresh = (source: string) => freshModel(compiled(source), { tool: 'test', set: {} })

test('the course of two threads is that of the clearest run in which both end', () => {
  const course = courseOf(fresh(twoLockSource), twoLockReport)
  expect(course?.walkers.map(({ name, steps }) => [name, steps])).toEqual([
    ['one', 6],
    ['two', 6]
  ])
  expect(course?.walkers.map(({ moves }) => moves.slice(0, 3))).toEqual([
    ['takes lock_a', 'takes lock_b', 'reads total'],
    ['takes lock_b', 'takes lock_a', 'reads total']
  ])
})

test('each place of the picture tells what the two do next', () => {
  const view = { width: 700, height: 420, metrics: screenMetrics, measure: fixedMeasure }
  const scene = progressScene(progressOf('1 2'), view)
  const [x, y] = scene.way[1] ?? [0, 0]
  expect(scene.wordsAt(x, y)).toBe('After 1 step of one and 0 of two, next: one takes lock_b; two takes lock_b.')
  expect(scene.wordsAt(690, 30)).toBe('After 6 steps of one and 6 of two both have ended.')
  expect(scene.wordsAt(1, 419)).toBe('')
  const [stuckX, stuckY] = scene.way[2] ?? [0, 0]
  expect(scene.wordsAt(stuckX, stuckY)).toMatch(/^After 1 step of one and 1 of two, next: .* From here both can never end\.$/)
  expect(scene.wordsAt(350, 200)).toMatch(/^No run comes here: both would hold lock_/)
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
    moves: [],
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
