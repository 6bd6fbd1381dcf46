import { expect, test } from 'vitest'
import { createActor } from 'xstate'
import type { SearchNews } from '../../src/core/explorer/explorerMessage'
import type { Extent, Progress, Report } from '../../src/core/explorer/report'
import { lessWords } from '../../src/core/scenes/orders/extentWords'
import { type SearchEvent, searchMachine } from '../../src/renderer/session/searchMachine'

const progress: Progress = { states: 10, transitions: 20, frontier: 3, bytes: 1000, elapsedMs: 5, doing: 'searching all orders' }
const complete: Extent = { complete: true, reduced: false }
const stopped: Extent = { complete: false, because: 'cancelled', preemptions: null, sampled: 0 }

const report = (states: number, extent: Extent = complete): Report => ({
  extent,
  states,
  transitions: 0,
  elapsedMs: 0,
  unanswered: [],
  depth: 0,
  endStates: 0,
  outcomes: [],
  deadlocks: [],
  failures: [],
  races: [],
  livelocks: [],
  unreachableLines: [],
  doomedStates: null,
  cyclic: null,
  schedules: null,
  executions: null,
  representatives: null,
  goal: null,
  goalRaised: null,
  turns: null,
  stillOpen: null
})
const ended = (states: number, extent?: Extent): SearchEvent => ({
  type: 'news',
  news: { type: 'ended', progress, report: report(states, extent), graph: null }
})
const news = (of: SearchNews): SearchEvent => ({ type: 'news', news: of })
const quick: SearchEvent = { type: 'begin', scope: 'quick', fresh: true }
const whole: SearchEvent = { type: 'begin', scope: 'whole', fresh: false }

function after(...events: SearchEvent[]) {
  const actor = createActor(searchMachine).start()
  for (const event of events) actor.send(event)
  return actor.getSnapshot()
}

test('an edit keeps the old report in sight, marked as old, until the new one is there', () => {
  const during = after(quick, ended(57), quick)
  expect([during.value, during.context.report?.states, during.context.old]).toEqual(['searching', 57, true])
  const then = after(quick, ended(57), quick, ended(60))
  expect([then.value, then.context.report?.states, then.context.old]).toEqual(['ended', 60, false])
})

test('another program leaves nothing of the one before', () => {
  expect(after(quick, ended(57), { type: 'clear' }, quick).context.report).toBeNull()
})

test('what a whole search found so far replaces what the quick one found; how it stands does not', () => {
  const cut = ended(50_000, { ...stopped, because: 'states' })
  const stands = after(quick, cut, whole, news({ type: 'progress', progress, found: null }))
  expect([stands.context.report?.states, stands.context.progress?.states]).toEqual([50_000, 10])
  const knows = after(quick, cut, whole, news({ type: 'progress', progress, found: report(90_000, stopped) }))
  expect(knows.context.report?.states).toBe(90_000)
})

test('what a whole search had no time to tell yet does not hide what the quick one found', () => {
  const race = { variable: 'counter', lines: [], threads: ['a', 'b'], schedule: '1' } as const
  const cut: SearchEvent = {
    type: 'news',
    news: { type: 'ended', progress, report: { ...report(50, { ...stopped, because: 'states' }), races: [race] }, graph: null }
  }
  const hasty = { ...report(90, stopped), unanswered: ['data races'] }
  expect(after(quick, cut, whole, news({ type: 'progress', progress, found: hasty })).context.report?.races).toEqual([race])
  expect(after(quick, cut, whole, news({ type: 'progress', progress, found: { ...hasty, unanswered: [] } })).context.report?.states).toBe(90)
})

test('a whole search that was stopped at once does not make the lab forget what it knew', () => {
  const { context } = after(quick, ended(50_000, { ...stopped, because: 'states' }), whole, ended(200, stopped))
  expect(context.report?.states).toBe(50_000)
  // and says how far it went
  expect(context.less?.states).toBe(200)
  expect(lessWords(report(200, stopped))).toBe('The search after it saw 200 states (it was stopped) and had no more to tell.')
})

test('a search that was stopped early and found something new is shown', () => {
  const race = { variable: 'counter', lines: [], threads: ['a', 'b'], schedule: '1' } as const
  const found: SearchEvent = { type: 'news', news: { type: 'ended', progress, report: { ...report(200, stopped), races: [race] }, graph: null } }
  const { context } = after(quick, ended(50_000, { ...stopped, because: 'states' }), whole, found)
  expect([context.report?.races, context.less]).toEqual([[race], null])
})

test('what is kept of a search that is over does not say that it goes on', () => {
  const met = news({ type: 'progress', progress, found: report(90_000, { ...stopped, because: 'going' }) })
  const { extent, states } = after(quick, met, ended(500, { ...stopped, because: 'time' })).context.report ?? report(0)
  expect([states, extent]).toEqual([90_000, { ...stopped, because: 'time' }])
})

test('a paused search hears its end, and goes on when told', () => {
  expect(after(whole, { type: 'pause' }).value).toBe('paused')
  expect(after(whole, { type: 'pause' }, { type: 'resume' }).value).toBe('searching')
  expect(after(whole, { type: 'pause' }, ended(5, stopped)).value).toBe('ended')
})

test('a search that broke says so and claims nothing about the new text', () => {
  const { value, context } = after(quick, ended(57), quick, news({ type: 'broken', what: 'out of memory' }))
  expect([value, context.broken, context.report]).toEqual(['ended', 'out of memory', null])
})

test('news that come after the end change nothing', () => {
  expect(after(quick, ended(57), news({ type: 'progress', progress, found: report(1) })).context.report?.states).toBe(57)
})
