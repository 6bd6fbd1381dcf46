import { expect, test } from 'vitest'
import { stallsOf } from '../../../src/core/analysis/stalls'
import { type Trace, threadName, traceOf } from '../../../src/core/trace/trace'
import { traceFromText } from '../../../src/core/trace/traceFromText'

const nanoseconds = { clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } } as const

/** A drawn trace in which each column lasts 60 ms. */
function slow(text: string): Trace {
  const { header, events } = traceFromText(text, nanoseconds)
  return traceOf(header, { ...events, at: events.at.map((column) => column * 60e6) })
}

test('a task that keeps its loop for more than 100 ms is a stall, told with its line and with who stood still meanwhile', () => {
  const trace = slow(`
    loop  task(A)  task(B)  task(C)                                                       suspend("idle")
    A                               resume@3  sleep@4              wake@4  suspend("x")@6
    B
    C                                                   reach                               `)
  const { tasks, count, longest, stalls } = stallsOf(trace)
  expect({ tasks, count, longest: longest?.line }).toEqual({ tasks: 3, count: 1, longest: 4 })
  expect(stalls.map(({ task, line, from, to, ready }) => ({ task: threadName(trace, task), line, milliseconds: (to - from) / 1e6, ready }))).toEqual([
    { task: 'A', line: 4, milliseconds: 240, ready: 2 }
  ])
})

test('shorter turns are none, however many there are', () => {
  const trace = slow(`
    loop  task(A)
    A              resume  suspend  resume  suspend  resume  end`)
  expect(stallsOf(trace)).toMatchObject({ count: 3, stalls: [] })
})

test('a run in steps has no durations, and one without tasks no turns', () => {
  expect(stallsOf(traceFromText(`A  lock(L)  unlock(L)`))).toEqual({ tasks: 0, count: 0, longest: null, stalls: [] })
})
