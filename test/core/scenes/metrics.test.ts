import { expect, test } from 'vitest'
import { windowMetrics } from '../../../src/core/scenes/look/metrics'

test('on a projector all that is drawn is larger and thicker, and labels are a fiftieth of the page of 600 pixels or more', () => {
  for (const kind of ['roomy', 'dense'] as const) {
    const [screen, wall] = [windowMetrics('light')[kind], windowMetrics('projector')[kind]]
    const smaller = (['axis', 'lane', 'lock', 'label', 'glyph', 'rule', 'tile'] as const).filter((measure) => wall[measure] <= screen[measure])
    expect(smaller).toEqual([])
    expect(wall.label).toBeGreaterThanOrEqual(600 / 50)
  }
})
