import { expect, test } from 'vitest'
import { analysisOf } from '../../../src/core/analysis/analysisOf'
import { screenMetrics } from '../../../src/core/scenes/look/metrics'
import { ownershipScene } from '../../../src/core/scenes/ownership/ownershipScene'
import { fixedMeasure } from '../../../src/core/scenes/look/textMeasure'
import { timelineScene } from '../../../src/core/scenes/timeline/timelineScene'
import { traceIndex } from '../../../src/core/scenes/traceIndex'
import { traceFromText } from '../../../src/core/trace/traceFromText'

// A and B are stuck for ever; C holds a lock of its own and goes on
const index = traceIndex(
  analysisOf(
    traceFromText(`
      A   rlock(P)            rlock(Q)…
      B             rlock(Q)             rlock(P)…
      C                                              lock(N)  read(x)=1`)
  )
)
const view = { from: 0, to: index.horizon, width: 800, metrics: screenMetrics, measure: fixedMeasure, cursor: null }
const titles = [
  ...timelineScene(index, view).lanes.flatMap(({ shapes }) => shapes.flatMap((shape) => (shape.type === 'rule' ? [shape.title] : []))),
  ...ownershipScene(index, view).rows.flatMap(({ shapes }) => shapes.flatMap((shape) => (shape.type === 'band' ? [shape.title] : [])))
]

test('what stuck threads hold they hold for ever, and no end is made up for it', () => {
  expect(titles).toContain('A holds P, from step 1 on, for ever')
  expect(titles).toContain('Q held by B, from step 2 on, for ever')
})

test('of a thread that goes on, nothing is told beyond the end of the trace', () => {
  const told = titles.filter((title) => title.includes('N'))
  expect(told).toHaveLength(2)
  expect(told.join()).not.toContain('for ever')
  const end = (index.trace.end / index.horizon) * 800
  const bands = ownershipScene(index, view).rows.flatMap(({ name, shapes }) => (name === 'N' ? shapes.filter(({ type }) => type === 'band') : []))
  expect(bands.map((band) => (band.type === 'band' ? Math.round(band.x + band.width) : 0))).toEqual([Math.round(end)])
})
