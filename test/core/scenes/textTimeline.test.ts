import { expect, test } from 'vitest'
import { textTimeline } from '../../../src/core/scenes/timeline/textTimeline'
import { inTurn, transfers, workers } from '../../pictures/traces'

test('a deadlock in text: lanes, owners, legend and the cycle', () => {
  expect(textTimeline(transfers, 60)).toBe(`Simulated · 17 events · 0 dropped · unit: step · deadlock
              0       2       4       6       8       10
0 main       |####wwwwwwwwwwwwwwwwwwwwwwwwwwwwXXXXXXXX|
1 transfer-1 |--------####----####----####////XXXXXXXX|
2 transfer-2 |----####----####----####----####XXXXXXXX|
A lock_a     |    111111111111111111111111111111111111|
B lock_b     |        22222222222222222222222222222222|
X DEADLOCK   / blocked   w waiting   # running   - ready   number: thread that holds the lock
cycle transfer-1 → lock_b → transfer-2 → lock_a → transfer-1; behind it: main
`)
})

test('two permits are two rows, and never three holders', () => {
  const lines = textTimeline(workers, 100).split('\n')
  const first = lines.findIndex((line) => line.startsWith('A pool'))
  expect(lines.slice(first, first + 2)).toEqual([
    'A pool     |    1111111111111111111111111111    33333333333333333333333333333333            |',
    '           |            222222222222222222222222222222222222    44444444444444444444        |'
  ])
})

test.each([40, 57, 80, 200])('every row of a run is as wide as the others and fits in %i characters', (width) => {
  const rows = textTimeline(inTurn, width)
    .split('\n')
    .filter((line) => line.endsWith('|'))
  expect(rows).toHaveLength(5)
  expect(new Set(rows.map((row) => row.length)).size).toBe(1)
  expect(rows[0]?.length).toBeLessThanOrEqual(width)
})
