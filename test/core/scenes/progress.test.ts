import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { startRun } from '../../../src/core/simulator/run'
import { replay } from '../../../src/core/simulator/scheduler'
import { holdingsOf, ownSteps } from '../../../src/core/scenes/orders/holdingsOf'
import { screenMetrics } from '../../../src/core/scenes/look/metrics'
import { type Block, progressLattice } from '../../../src/core/scenes/orders/progressLattice'
import { progressScene } from '../../../src/core/scenes/orders/progressScene'
import { fixedMeasure } from '../../../src/core/scenes/look/textMeasure'
import { threadId } from '../../../src/core/trace/ids'
import { twoLockReport, twoLockSource } from '../../pictures/stateGraphs'
import { progressOf } from '../../pictures/progressPictures'
import { compiled } from '../simulator/compiled'

/** The steps of the finished run that interrupts nobody, and its trace. */
function finishedRun() {
  const schedule = twoLockReport.outcomes[0]?.fewestPreemptions ?? ''
  const run = startRun(compiled(twoLockSource), { tool: 'test' })
  const scheduler = replay(schedule)
  if (scheduler.ok) run.play(scheduler.value, 1000)
  return { trace: run.trace(), steps: schedule.split(' ') }
}

test('a thread holds a lock from behind the step that takes it until the step that gives it back', () => {
  const { trace, steps } = finishedRun()
  // one: takes lock_a, takes lock_b, reads, writes, releases lock_b, releases lock_a
  expect(holdingsOf(trace, steps, threadId(1))).toEqual({
    steps: 6,
    holdings: [
      { lock: 'lock_b', from: 2, to: 5 },
      { lock: 'lock_a', from: 1, to: 6 }
    ]
  })
})

test('behind each step it is known how many of them were the thread’s own', () => {
  expect(ownSteps(['1', '2', '2/1', '1'], threadId(2))).toEqual([0, 0, 1, 2, 2])
})

test('two locks in opposite order make two blocks, a doomed corner before them, and a deadlock in it', () => {
  const lattice = progressLattice({
    across: {
      steps: 6,
      holdings: [
        { lock: 'a', from: 1, to: 6 },
        { lock: 'b', from: 2, to: 5 }
      ]
    },
    up: {
      steps: 6,
      holdings: [
        { lock: 'b', from: 1, to: 6 },
        { lock: 'a', from: 2, to: 5 }
      ]
    }
  })
  const blocks = lattice.forbidden.map(({ lock, column, row, columns, rows }) => `${lock} ${column},${row} ${columns}×${rows}`)
  expect(blocks).toEqual(['a 1,2 5×3', 'b 2,1 3×5'])
  expect(lattice.doomed).toEqual([{ lock: '', column: 1, row: 1, columns: 1, rows: 1 }])
  expect(lattice.deadlocks).toEqual([{ column: 1, row: 1 }])
})

test('the same order makes blocks and no doomed corner', () => {
  const holdings = [
    { lock: 'a', from: 1, to: 6 },
    { lock: 'b', from: 2, to: 5 }
  ]
  const lattice = progressLattice({ across: { steps: 6, holdings }, up: { steps: 6, holdings } })
  expect([lattice.doomed, lattice.deadlocks]).toEqual([[], []])
})

const covers = ({ column, row, columns, rows }: Block, x: number, y: number): boolean => x >= column && x < column + columns && y >= row && y < row + rows

const holdingsUpTo = (steps: number) =>
  fc.array(
    fc
      .record({ lock: fc.constantFrom('a', 'b', 'c'), from: fc.integer({ min: 0, max: steps - 1 }), length: fc.integer({ min: 1, max: 4 }) })
      .map(({ lock, from, length }) => ({ lock, from, to: Math.min(steps, from + length) })),
    { maxLength: 4 }
  )

test('doomed is where every way ends before the end, and nothing else that a way can enter', () => {
  fc.assert(
    fc.property(holdingsUpTo(7), holdingsUpTo(7), (one, other) => {
      const { forbidden, doomed } = progressLattice({ across: { steps: 7, holdings: one }, up: { steps: 7, holdings: other } })
      const isOpen = (x: number, y: number): boolean => x <= 7 && y <= 7 && !forbidden.some((block) => covers(block, x, y))
      const ends = (x: number, y: number): boolean => isOpen(x, y) && ((x === 7 && y === 7) || ends(x + 1, y) || ends(x, y + 1))
      const enters = (x: number, y: number): boolean => x >= 0 && y >= 0 && isOpen(x, y) && ((x === 0 && y === 0) || enters(x - 1, y) || enters(x, y - 1))
      for (let x = 0; x <= 7; x++) {
        for (let y = 0; y <= 7; y++) expect(doomed.some((block) => covers(block, x, y))).toBe(enters(x, y) && !ends(x, y))
      }
    }),
    { numRuns: 60 }
  )
})

test('the picture says when the run is stuck, and stays in its frame', () => {
  const { words, shapes } = progressScene(progressOf('1 2'), { width: 500, height: 300, metrics: screenMetrics, measure: fixedMeasure })
  expect(words.at(-1)).toBe('The run is stuck in that corner.')
  for (const shape of shapes) {
    if (!('width' in shape) || !('height' in shape)) continue
    expect(shape.x).toBeGreaterThanOrEqual(0)
    expect(shape.x + shape.width).toBeLessThanOrEqual(500 + 1e-6)
    expect(shape.y + shape.height).toBeLessThanOrEqual(300 + 1e-6)
  }
})
