import { array, assert, nat, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { createTally } from '../../../src/core/explorer/answers/tally'

test('sums are exact, however large: as with bigints', () => {
  assert(
    property(array(tuple(nat(3), nat(3)), { maxLength: 400 }), (additions) => {
      const tally = createTally(2)
      tally.reserve(4)
      tally.setOne(0)
      const known = [1n, 0n, 0n, 0n]
      for (const [to, from] of additions) {
        tally.add(to, from)
        known[to] = (known[to] ?? 0n) + (known[from] ?? 0n)
      }
      expect(known.map((_, at) => tally.valueAt(at))).toEqual(known)
    }),
    { seed: 1 }
  )
})

test('a number grows over as many columns as it needs, and makes room afterwards too', () => {
  const tally = createTally(2)
  tally.setOne(0)
  for (let doubling = 0; doubling < 300; doubling++) tally.add(0, 0)
  tally.reserve(1_000)
  tally.add(999, 0)
  expect(tally.valueAt(999)).toBe(2n ** 300n)
})
