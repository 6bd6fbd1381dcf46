import { expect, test } from 'vitest'
import { crossings, type Pair, ringOrder } from '../../../src/core/scenes/waitFor/ringOrder'

test('two threads and two locks make a diamond without a crossing', () => {
  const pairs: Pair[] = [
    [0, 2],
    [0, 3],
    [1, 2],
    [1, 3]
  ]
  expect(ringOrder(4, pairs)).toEqual([0, 2, 1, 3])
  expect(crossings([0, 1, 2, 3], pairs)).toBe(1)
})

test.each([5, 6])('%i philosophers and their forks sit round the table', (count) => {
  const pairs = Array.from({ length: count }, (_, seat): Pair[] => [
    [seat, count + seat],
    [seat, count + ((seat + 1) % count)]
  ]).flat()
  expect(crossings(ringOrder(count * 2, pairs), pairs)).toBe(0)
})
