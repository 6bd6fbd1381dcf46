import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallest } from '../../src/main/bounds'
import { projectedZoom } from '../../src/main/projection'

test('a page that is projected holds no more than the smallest window, however large the wall is, and is never made smaller', () => {
  expect(projectedZoom({ width: 1280, height: 720 })).toBe(1.2)
  expect(projectedZoom({ width: 1920, height: 1080 })).toBe(1.8)
  expect(projectedZoom(smallest)).toBe(1)
  expect(projectedZoom({ width: 400, height: 300 })).toBe(1)
  fc.assert(
    fc.property(fc.integer({ min: smallest.width, max: 8000 }), fc.integer({ min: smallest.height, max: 5000 }), (width, height) => {
      const zoom = projectedZoom({ width, height })
      expect(zoom).toBeGreaterThanOrEqual(1)
      expect(Math.min(width / zoom - smallest.width, height / zoom - smallest.height)).toBeCloseTo(0, 6)
    })
  )
})
