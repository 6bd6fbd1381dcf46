import { expect, test } from 'vitest'
import { analysisOf } from '../../../src/core/analysis/analysisOf'
import { screenMetrics } from '../../../src/core/scenes/look/metrics'
import { fixedMeasure } from '../../../src/core/scenes/look/textMeasure'
import { ownershipRows } from '../../../src/core/scenes/ownership/ownershipRows'
import { ownershipScene } from '../../../src/core/scenes/ownership/ownershipScene'
import { textTimeline } from '../../../src/core/scenes/timeline/textTimeline'
import { traceIndex } from '../../../src/core/scenes/traceIndex'
import { waitForGraph } from '../../../src/core/scenes/waitFor/waitForGraph'
import { moment } from '../../../src/core/trace/ids'
import { traceFromText } from '../../../src/core/trace/traceFromText'

// A holds L when events are lost; behind the gap B asks for it, gets it and gives it back
const trace = traceFromText(`
  A   lock(L)  put(Q)=1  drop(3)
  B                               lock(L)…  reach  reach  got(L)  unlock(L)`)
const index = traceIndex(analysisOf(trace))

test('a row of the ownership strip says where nothing is known of its object, and nobody is drawn as its holder there', () => {
  const view = { from: 0, to: trace.end, width: 1000, metrics: screenMetrics, measure: fixedMeasure, cursor: null }
  const drawn = ownershipScene(index, view).rows.map(({ name, shapes }) => [
    name,
    shapes.flatMap((shape) => ('title' in shape && shape.title !== '' ? [shape.title] : []))
  ])
  expect(Object.fromEntries(drawn)).toEqual({
    L: ['L: events were lost, who holds it is not known, steps 3 to 7', 'L held by A, step 2', 'L held by B, step 8'],
    Q: ['Q: events were lost, how many values it has is not known, steps 3 to 8', 'Q: empty, steps 1 to 2']
  })
})

test('the table and the timeline in text say so too', () => {
  expect(ownershipRows(index, { from: 0, to: trace.end })[0]).toMatchObject({
    held: ['held by A, step 2', 'held by B, step 8'],
    unknown: ['events were lost, who holds it is not known, steps 3 to 7']
  })
  const text = textTimeline(trace, 60)
  expect(text.split('\n').find((line) => line.includes(' L '))).toMatch(/0+\?+1+/)
  expect(text).toContain('? not known: events were lost')
})

test('whoever waits behind a gap is not said to wait for the holder from before it', () => {
  const { edges } = waitForGraph(index, moment(5), 'resources')
  expect(edges.map(({ kind, title }) => [kind, title])).toEqual([['waits', 'B waits for L; events were lost: who holds it is not known']])
  expect(waitForGraph(index, moment(5), 'threads').edges).toEqual([])
})
