import { describe, expect, test } from 'vitest'
import { contrast, readableOn } from '../../../src/core/scenes/look/contrast'
import { stateLooks } from '../../../src/core/scenes/look/stateLook'
import { themes } from '../../../src/core/scenes/look/tokens'
import { difference, sights } from './colorDifference'

/** The smallest difference between any two of some colours. */
function closest(colors: readonly string[], sight: (typeof sights)['normal']): number {
  return Math.min(...colors.flatMap((one, index) => colors.slice(index + 1).map((other) => difference(one, other, sight))))
}

test('black and white are 21 to 1 and 100 apart', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21)
  expect(difference('#000000', '#FFFFFF', sights.normal)).toBeCloseTo(100)
})

describe.each(Object.values(themes))('$name', ({ ink, fill, border, threads }) => {
  test('text reads at 4.5 to 1 at least, on the page and on panels', () => {
    for (const text of [ink.ink, ink.ink2, ink.accent, ink.danger, ink.ok]) {
      expect(contrast(text, ink.page)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(text, ink.surface)).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(ink.onAccent, ink.accent)).toBeGreaterThanOrEqual(4.5)
  })

  test('edges, focus, state borders and thread colours stand out at 3 to 1 at least', () => {
    for (const color of [ink.edge, ink.focus, ...Object.values(border), ...threads]) expect(contrast(color, ink.surface)).toBeGreaterThanOrEqual(3)
  })

  test('black or white reads at 4.5 to 1 on every thread colour', () => {
    for (const color of threads) expect(contrast(color, readableOn(color))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(Object.entries(sights))('to %s eyes states are 13 apart and threads 10', (_, sight) => {
    expect(closest(Object.values(fill), sight)).toBeGreaterThanOrEqual(13)
    expect(closest(threads, sight)).toBeGreaterThanOrEqual(10)
  })
})

test('no two states share a pattern, a letter or a severity', () => {
  const looks = Object.values(stateLooks)
  for (const key of ['pattern', 'letter', 'severity', 'word'] as const) expect(new Set(looks.map((look) => look[key])).size).toBe(looks.length)
})
