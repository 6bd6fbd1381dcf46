import { expect, test } from 'vitest'
import { reachableBounds } from '../../src/main/bounds'

const laptop = { x: 0, y: 0, width: 1920, height: 1040 }
const beamer = { x: 1920, y: 0, width: 1280, height: 720 }

test('the first window has its preferred size, in the middle of the main screen', () => {
  expect(reachableBounds(null, [laptop])).toEqual({ x: 240, y: 70, width: 1440, height: 900 })
})

test('a small screen gets a window that fits', () => {
  expect(reachableBounds(null, [{ x: 0, y: 24, width: 1280, height: 700 }])).toEqual({ x: 0, y: 24, width: 1280, height: 700 })
})

test('a window comes back where it stood, on any screen', () => {
  const there = { x: 2000, y: 50, width: 1000, height: 600 }
  expect(reachableBounds(there, [laptop, beamer])).toEqual(there)
})

test('a window whose screen is gone comes back in the middle of the main one, in its own size', () => {
  const there = { x: 2000, y: 50, width: 1000, height: 600 }
  expect(reachableBounds(there, [laptop])).toEqual({ x: 460, y: 220, width: 1000, height: 600 })
})

test('a window whose title bar nobody can reach is brought back', () => {
  expect(reachableBounds({ x: 100, y: -300, width: 1000, height: 600 }, [laptop]).y).toBe(220)
})

test('a window never comes back smaller than its regions need', () => {
  expect(reachableBounds({ x: 5, y: 5, width: 1, height: 1 }, [laptop])).toEqual({ x: 480, y: 220, width: 960, height: 600 })
})
