import { describe, expect, test } from 'vitest'
import type { Event } from '../../../src/core/trace/event'
import { objectName } from '../../../src/core/trace/trace'
import { only, planFor, printed, run } from './recordedRun'
import { noPython, pythons } from './pythons'

/** Reads that saw another value than the last one written. */
function contradictions(events: readonly Event[]): number {
  const values = new Map<number, unknown>()
  let count = 0
  for (const event of events) {
    if (event.type === 'written') values.set(event.object, event.value)
    if (event.type === 'read' && values.has(event.object) && values.get(event.object) !== event.value) count++
  }
  return count
}

const atomic = pythons.filter(({ version }) => !/^3\.[89]\./.test(version))

describe.skipIf(noPython)('accesses to shared names in a real Python', () => {
  test.skipIf(atomic.length === 0)('faithful: from 3.10 on nothing is lost, and every read sees the last write', async () => {
    for (const { path, version } of atomic) {
      const { trace, events } = await run(planFor('lost_update.py', { python: path, detail: 'access', set: { N: '30_000' } }))
      expect(trace.header).toMatchObject({ observer: 'faithful', detail: 'access', program: { rewritten: true } })
      expect({ version, printed: printed(events) }).toEqual({ version, printed: ['60000'] })
      expect(only(events, 'written').length).toBe(60_001)
      expect(contradictions(events)).toBe(0)
    }
  })

  test.skipIf(atomic.length === 0)('stress: updates are lost, the trace shows which, and is labelled', async () => {
    const { trace, events } = await run(
      planFor('lost_update.py', { python: atomic[0]?.path ?? null, detail: 'access', observe: 'stress', set: { N: '200_000' }, timeoutMs: 120_000 })
    )
    expect(trace.header.observer).toBe('stress')
    expect(Number(printed(events)[0])).toBeLessThan(400_000)
    expect(only(events, 'written').at(-1)?.value).toBe(Number(printed(events)[0]))
    expect(contradictions(events)).toBe(0)
  })

  test('elements, truth values and texts are accesses too', async () => {
    const { trace, events } = await run(planFor('elements.py', { detail: 'access' }))
    const accesses = events.filter((event) => event.type === 'read' || event.type === 'written')
    const told = accesses.map((event) => `${event.thread} ${event.type} ${objectName(trace, event.object)} ${event.value} ${event.line}`)
    expect(told).toEqual([
      '0 written results[0] 0 3',
      '0 written results[1] 0 3',
      '0 written flag False 4',
      "0 written text 'none' 5",
      '1 read results[0] 0 10',
      '1 written results[0] 5 10',
      '1 written flag True 11',
      "1 written text 'thread 0' 12",
      '2 read results[1] 0 10',
      '2 written results[1] 6 10',
      '2 written flag True 11',
      "2 written text 'thread 1' 12",
      '0 read flag True 19',
      '0 read results[0] 5 20',
      '0 read results[1] 6 20',
      "0 read text 'thread 1' 20"
    ])
    expect(printed(events)).toEqual(['11 thread 1'])
  })

  test('an element has one name, from whatever end it is counted; keys of a dictionary are left alone', async () => {
    const { trace, events } = await run(planFor('places.py', { detail: 'access' }))
    const written = only(events, 'written').filter(({ thread }) => thread === 1)
    expect(written.map((event) => `${objectName(trace, event.object)} ${event.value}`)).toEqual(['cells[2] 1', 'cells[2] 2', 'cells[1] 3', 'cells[1] 7'])
    expect(only(events, 'raised').map(({ line, message }) => ({ line, message }))).toEqual([{ line: 14, message: 'list assignment index out of range' }])
    expect(printed(events)).toEqual(["[0, 7, 2] {'a': 5, -1: 6}"])
  })

  test('cells that an inner function rebinds are shared, and names that main rebinds while others run', async () => {
    const { trace, events } = await run(planFor('cells.py', { detail: 'access' }))
    const told = events.flatMap((event) =>
      event.type === 'read' || event.type === 'written' ? [`${event.thread} ${event.type} ${objectName(trace, event.object)} ${event.value}`] : []
    )
    expect(told.filter((line) => line.startsWith('0'))).toEqual([
      '0 written go False',
      '0 written count 0',
      '0 written go True',
      '0 read count 0',
      '0 written count 1',
      '0 read count 1'
    ])
    expect(told.filter((line) => line.startsWith('1')).at(-1)).toBe('1 read go True')
  })

  test('an access stands between the acquisition and the release that guard it', async () => {
    const { events } = await run(planFor('counter.py', { detail: 'access', set: { N: '500' } }))
    let holder = -1
    const strangers: Event[] = []
    for (const event of events) {
      if (event.type === 'acquired') holder = event.thread
      if (event.type === 'released') holder = -1
      const isGuarded = (event.type === 'read' || event.type === 'written') && event.line === 12
      if (isGuarded && event.thread !== holder) strangers.push(event)
    }
    expect(strangers).toEqual([])
    expect(only(events, 'written').length).toBe(1001)
  })
})
