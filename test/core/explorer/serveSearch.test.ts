import { expect, test } from 'vitest'
import { createExploration } from '../../../src/core/explorer/exploration'
import type { SearchNews } from '../../../src/core/explorer/explorerMessage'
import type { ExploreOptions } from '../../../src/core/explorer/report'
import { serveSearch } from '../../../src/core/explorer/serveSearch'
import { compiled } from '../simulator/compiled'

const adders = (threads: number): string => `
import threading
counter = 0
def add():
    global counter
    counter += 1
    counter += 1
threads = [threading.Thread(target=add) for _ in range(${threads})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
`
const options: ExploreOptions = { tier: 'full', maxStates: 1e6, maxBytes: 1e9, maxMs: 1e6, counts: false, goal: null, spuriousWakeUps: 0 }

/** A search in a world whose clock goes on by 7 ms at every look, and whose turns are given by hand. */
function served(threads: number, graphLimit = 300) {
  const heard: SearchNews[] = []
  const turns: (() => void)[] = []
  let time = 0
  const now = (): number => (time += 7)
  const search = serveSearch(
    (clock) => createExploration(compiled(adders(threads)), options, clock),
    graphLimit,
    (news) => heard.push(news),
    {
      now,
      later: (turn) => turns.push(turn)
    }
  )
  /** Gives turns until nobody wants one; how many there were. */
  const run = (most = 1e6): number => {
    let given = 0
    while (given < most && turns.length > 0) {
      turns.shift()?.()
      given++
    }
    return given
  }
  return { heard, turns, search, run }
}

const types = (heard: readonly SearchNews[]): string[] => heard.map(({ type }) => type)

test('a search works in slices, tells how it stands and ends with its report and its graph', () => {
  const { heard, run } = served(2)
  expect(run()).toBeGreaterThan(1)
  expect(types(heard).at(-1)).toBe('ended')
  expect(
    types(heard)
      .slice(0, -1)
      .every((type) => type === 'progress')
  ).toBe(true)
  const last = heard.at(-1)
  if (last?.type !== 'ended') throw new Error('the last word is the end')
  expect(last.report.extent).toEqual({ complete: true, reduced: false })
  expect(last.graph?.nodes).toHaveLength(last.report.states)
})

test('a graph larger than what was asked for is left out', () => {
  const { heard, run } = served(2, 5)
  run()
  expect(heard.at(-1)).toMatchObject({ type: 'ended', graph: null })
})

test('a paused search wants no turn, and goes on once, however often it is told to', () => {
  const { heard, turns, search, run } = served(3)
  run(2)
  search.ask('pause')
  run()
  const before = heard.length
  expect(turns).toHaveLength(0)
  search.ask('resume')
  search.ask('resume')
  expect(turns).toHaveLength(1)
  run()
  expect(types(heard.slice(before)).at(-1)).toBe('ended')
})

test('a cancelled search says what it found and that it was stopped', () => {
  const { heard, turns, search, run } = served(4)
  run(2)
  search.ask('cancel')
  expect(heard.at(-1)).toMatchObject({ type: 'ended', report: { extent: { complete: false, because: 'cancelled' } }, graph: null })
  const before = heard.length
  run()
  expect([heard.length, turns.length]).toEqual([before, 0])
})

test('a search that was left says nothing more', () => {
  const { heard, search, run } = served(3)
  run(2)
  const before = heard.length
  search.leave()
  run()
  search.ask('cancel')
  expect(heard.length).toBe(before)
})

test('what breaks inside is told, not thrown into a timer', () => {
  const heard: SearchNews[] = []
  const turns: (() => void)[] = []
  serveSearch(
    () => {
      throw new Error('no such program')
    },
    0,
    (news) => heard.push(news),
    { now: () => 0, later: (turn) => turns.push(turn) }
  )
  turns.shift()?.()
  expect(heard).toEqual([{ type: 'broken', what: 'Error: no such program' }])
})

test('what is told while a search goes on does not call it stopped', () => {
  const { heard, run } = served(4)
  run(120)
  const found = heard.flatMap((news) => (news.type === 'progress' && news.found !== null ? [news.found.extent] : []))
  expect(found.length).toBeGreaterThan(0)
  for (const extent of found) expect(extent).toMatchObject({ complete: false, because: 'going' })
})
