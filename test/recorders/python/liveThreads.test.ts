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

test('who waits at a condition stands still until notified, and then is about to go on', () => {
  const waits = `
    A   lock(L)  unlock(L)   wait(C)…
    B                                  lock(L)`
  const rest = '  unlock(L)  '
  expect(after(`${waits}${rest}end`).standstill).toBe(true)
  expect(after(`${waits}  notify(C)${rest}end`).standstill).toBe(true)
  expect(after(`${waits}  notify(C)=A${rest}end`).standstill).toBe(false)
})

test('an event that is set lets all go, one that is cleared does not', () => {
  const waits = `
    A   await(E)…
    B             await(E)…
    C                        `
  expect(after(`${waits}clear(E)  end`).standstill).toBe(true)
  expect(after(`${waits}set(E)  end`).standstill).toBe(false)
})

test('a barrier keeps everybody until the last of its parties, or somebody who breaks it', () => {
  const waits = `
    A   arrive(B/3)…
    B                arrive(B/3)…
    C                              `
  expect(after(`${waits}end`).standstill).toBe(true)
  expect(after(`${waits}breaks(B)  end`).standstill).toBe(false)
  expect(after(`${waits}arrive(B/3)  end`).standstill).toBe(false)
})

test('a queue keeps who wants a value while it is empty, a place while it is full, or all to be done', () => {
  expect(after('    A   get(Q)…').standstill).toBe(true)
  expect(after('    A   put(Q/1)=1  put(Q)…').standstill).toBe(true)
  expect(after('    A   put(Q)=1  drain(Q)…').standstill).toBe(true)
  const gets = `
    A   get(Q)…
    B            `
  expect(after(`${gets}put(Q)=1  end`).standstill).toBe(false)
  const puts = `
    A   put(Q/1)=1  put(Q)…
    B                        `
  expect(after(`${puts}get(Q)=1  end`).standstill).toBe(false)
  expect(after(`    A   put(Q)=1  get(Q)=1  done(Q)  drain(Q)…`).standstill).toBe(false)
})

test('a time limit is no standstill', () => {
  expect(after('    A   await(E)…5').standstill).toBe(false)
  expect(after('    A   get(Q)…5').standstill).toBe(false)
})
