import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Event, EventType } from '../../../src/core/trace/event'
import { type Trace, objectName, threadName } from '../../../src/core/trace/trace'
import { everywhere } from './recordedEverywhere'
import { only, printed, sample } from './recordedRun'
import { noPython } from './pythons'

/** What a program says of an object: how often which event happened to it, and who ever acquired it. */
type Said = Readonly<Record<string, number | readonly string[]>>

const programs = readdirSync(sample('known')).filter((name) => name.endsWith('.py'))

/** What the recording says to the same questions; an empty name stands for all objects together. */
function recordedOf(trace: Trace, events: readonly Event[], name: string, asked: Said): Said {
  const of = events.filter((event) => 'object' in event && event.object >= 0 && (name === '' || objectName(trace, event.object) === name))
  const count = (type: string): number => of.filter((event) => event.type === (type as EventType)).length
  const holders = (): string[] => [...new Set(of.flatMap((event) => (event.type === 'acquired' ? [threadName(trace, event.thread)] : [])))].toSorted()
  return Object.fromEntries(Object.keys(asked).map((question) => [question, question === 'holders' ? holders() : count(question)]))
}

describe.skipIf(noPython)('well-known programs under every Python found', () => {
  test('there are twenty of them', () => expect(programs.length).toBeGreaterThanOrEqual(20))

  test.each(programs)('%s: the recording counts what the program counts', (program) =>
    everywhere(`known/${program}`, ({ version, end, trace, events }) => {
      expect({ version, status: end.status, failures: only(events, 'raised') }).toEqual({ version, status: 'finished', failures: [] })
      const said = JSON.parse(printed(events).at(-1) ?? '{}') as Readonly<Record<string, Said>>
      expect(Object.keys(said).length).toBeGreaterThan(0)
      const recorded = Object.fromEntries(Object.entries(said).map(([name, asked]) => [name, recordedOf(trace, events, name, asked)]))
      expect({ version, ...recorded }).toEqual({ version, ...said })
    })
  )
})
