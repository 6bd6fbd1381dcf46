import { expect, test } from 'vitest'
import { lossTeller } from '../../src/recorders/losses'

test('a loss begins where nothing was missing yet, is told seldom, and its rest at the end', () => {
  const losses = lossTeller(100)
  expect(losses.at(10, 0)).toBeNull()
  expect(losses.at(20, 0)).toBeNull()
  expect(losses.at(30, 5)).toEqual({ count: 5, since: 20 })
  expect(losses.at(60, 9)).toBeNull()
  expect(losses.at(140, 12)).toEqual({ count: 7, since: 30 })
  expect(losses.at(150, 13)).toBeNull()
  expect(losses.at(151, 13, true)).toEqual({ count: 1, since: 140 })
  expect(losses.at(152, 13, true)).toBeNull()
})

test('a loss that is met at the first look begins where it is known to', () => {
  const losses = lossTeller(100)
  losses.whole(25)
  expect(losses.at(30, 5)).toEqual({ count: 5, since: 25 })
  losses.whole(25)
  expect(losses.at(140, 6)).toEqual({ count: 1, since: 30 })
})
