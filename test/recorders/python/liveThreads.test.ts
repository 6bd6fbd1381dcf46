import { expect, test } from 'vitest'
import { traceFromText } from '../../../src/core/trace/traceFromText'
import { liveThreads } from '../../../src/recorders/python/liveThreads'

function after(text: string) {
  const { events } = traceFromText(text)
  const live = liveThreads()
  for (let row = 0; row < events.length; row++)
    live.apply(events.type[row] ?? 0, events.thread[row] ?? 0, events.object[row] ?? 0, events.value[row] ?? 0, events.texts.get(row) ?? null)
  return { standstill: live.isStandstill(), ring: live.hasRing() }
}

test('two threads that wait for each other stand still in a ring', () => {
  expect(
    after(`
    A   lock(L)           lock(M)…
    B            lock(M)           lock(L)…     `)
  ).toEqual({ standstill: true, ring: true })
})

test('a third that runs keeps it from being a standstill, not from being a ring', () => {
  expect(
    after(`
    A   lock(L)           lock(M)…
    B            lock(M)           lock(L)…
    C                                       lock(N)  `)
  ).toEqual({ standstill: false, ring: true })
})

test('who waits for a lock that is free is about to go on', () => {
  expect(
    after(`
    A   lock(L)           unlock(L)  end
    B            lock(L)…                `)
  ).toEqual({ standstill: false, ring: false })
})
