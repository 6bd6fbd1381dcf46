import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import type { Event } from '../../../src/core/trace/event'
import { threadId } from '../../../src/core/trace/ids'
import { type Trace, objectName, threadName } from '../../../src/core/trace/trace'
import { everywhere, everywhereAtOnce } from './recordedEverywhere'
import { only, printed, sample } from './recordedRun'
import { noPython } from './pythons'

/** What a program says of an object, or of all its tasks: how often which event happened. */
type Said = Readonly<Record<string, number>>

const stuck = ['lock_across_await.py', 'own_result.py', 'ring.py', 'two_locks.py', 'undone.py']
const programs = readdirSync(sample('asyncio')).filter((name) => name.endsWith('.py') && !stuck.includes(name))

const isOfTask = (trace: Trace, event: Event): boolean => trace.threads.get(event.thread)?.loop !== null && trace.threads.has(event.thread)

/** What the recording says to the same questions; an empty name stands for all objects together. */
function recordedOf(trace: Trace, events: readonly Event[], name: string, asked: Said): Said {
  const isMeant = (event: Event): boolean =>
    name === 'tasks'
      ? event.type === 'cancelAsked' || isOfTask(trace, event)
      : 'object' in event && event.object >= 0 && (name === '' || objectName(trace, event.object) === name)
  const meant = events.filter(isMeant)
  return Object.fromEntries(Object.keys(asked).map((question) => [question, meant.filter(({ type }) => type === question).length]))
}

describe.skipIf(noPython)('asyncio under every Python found', () => {
  test('there are at least ten programs', () => expect(programs.length).toBeGreaterThanOrEqual(10))

  test.each(programs)('%s: the recording counts what the program counts', (program) =>
    everywhere(`asyncio/${program}`, ({ version, end, trace, events }) => {
      expect({ version, status: end.status }).toEqual({ version, status: 'finished' })
      const said = JSON.parse(printed(events).at(-1) ?? '{}') as Readonly<Record<string, Said>>
      expect(Object.keys(said).length).toBeGreaterThan(0)
      const recorded = Object.fromEntries(Object.entries(said).map(([name, asked]) => [name, recordedOf(trace, events, name, asked)]))
      expect({ version, ...recorded }).toEqual({ version, ...said })
    })
  )

  test('two tasks that take two locks in opposite order are a deadlock while the program hangs', () =>
    everywhereAtOnce('asyncio/two_locks.py', ({ version, end, trace }) => {
      const found = deadlocksAt(trace, trace.end).map(({ words, verdict }) => `${verdict}: ${words}`)
      expect({ version, status: end.status, found }).toEqual({
        version,
        status: 'deadlock',
        found: ['deadlock: first waits for account_b, held by second; second waits for account_a, held by first', expect.stringContaining('gather of 2')]
      })
    }))

  test('a task that blocks in the middle of its turn keeps the loop: a lock held across an await closes a ring', () =>
    everywhereAtOnce('asyncio/lock_across_await.py', ({ version, end, trace }) => {
      const [found] = deadlocksAt(trace, trace.end)
      expect({ version, status: end.status, verdict: found?.verdict, words: found?.words }).toEqual({
        version,
        status: 'deadlock',
        verdict: 'deadlock',
        words: 'Task-2 (work) waits for its turn, while Task-3 (work) has the event loop; Task-3 (work) waits for lock, held by Task-2 (work)'
      })
      expect(found?.threads).toHaveLength(trace.threads.size)
    }))

  test('a coroutine that waits for a result of its own loop, without awaiting it, waits for ever', () =>
    everywhereAtOnce('asyncio/own_result.py', ({ version, end, trace }) => {
      const words = deadlocksAt(trace, trace.end).map((deadlock) => deadlock.words)
      expect({ version, status: end.status, words }).toEqual({
        version,
        status: 'deadlock',
        words: [expect.stringContaining('waits for the result of answer')]
      })
    }))

  test('three tasks that await each other are a ring', () =>
    everywhereAtOnce('asyncio/ring.py', ({ version, end, trace }) => {
      const rings = deadlocksAt(trace, trace.end).filter(({ cycle }) => cycle.length > 0)
      const names = rings.flatMap(({ cycle }) => cycle.map((node) => ('thread' in node ? threadName(trace, node.thread) : '')))
      expect({ version, status: end.status, names }).toEqual({ version, status: 'deadlock', names: ['ring-0', 'ring-1', 'ring-2'] })
    }))

  test('who joins a queue whose values nobody reports done waits for ever', () =>
    everywhereAtOnce('asyncio/undone.py', ({ version, end, trace }) => {
      const words = deadlocksAt(trace, trace.end).map((deadlock) => deadlock.words)
      expect({ version, status: end.status, words: words.join('; ') }).toMatchObject({
        version,
        status: 'deadlock',
        words: expect.stringContaining('waits for all of jobs to be done')
      })
    }))

  test('a task belongs to the loop of its thread, and to whoever made it', () =>
    everywhere('asyncio/two_loops.py', ({ version, trace }) => {
      const tasks = [...trace.threads.values()].filter(({ loop }) => loop !== null)
      const server = [...trace.threads.values()].find(({ name }) => name === 'server')?.id
      expect({ version, loops: tasks.map(({ loop }) => loop) }).toEqual({ version, loops: [server, server, 0] })
    }))

  test('between resumed and suspended what a thread does is done by its task', () =>
    everywhere('asyncio/blocking.py', ({ version, trace, events }) => {
      const sleeper = only(events, 'sleepBegan').find(({ seconds }) => seconds === 0.25)
      expect({ version, name: threadName(trace, sleeper?.thread ?? threadId(0)).replace(/\d+/, 'N') }).toEqual({ version, name: 'Task-N (blocking)' })
    }))
})
