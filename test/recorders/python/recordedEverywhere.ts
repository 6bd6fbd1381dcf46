import { expect } from 'vitest'
import type { Event, EventType } from '../../../src/core/trace/event'
import { type Trace, objectName } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import type { Plan, RunEnd } from '../../../src/recorders/recorder'
import type { FoundPython } from '../../../src/recorders/python/probePython'
import { pythons } from './pythons'
import { planFor, run } from './recordedRun'

/** A recorded run of a sample under one of the Pythons of this machine. */
export interface Recorded {
  readonly version: string
  readonly end: RunEnd
  readonly trace: Trace
  readonly events: readonly Event[]
}

/** What was recorded by one file of tests: several may look at one run. */
const runs = new Map<string, Promise<readonly Recorded[]>>()

async function recordedBy(file: string, python: FoundPython, more: Partial<Plan>): Promise<Recorded> {
  const { version } = python
  const { end, trace, events } = await run(planFor(file, { python: python.path, ...more }))
  // one that the lab would open
  expect({ version, order: validate(trace) }).toEqual({ version, order: { ok: true, value: null } })
  return { version, end, trace, events }
}

async function inTurn(file: string, more: Partial<Plan>): Promise<readonly Recorded[]> {
  const all: Recorded[] = []
  for (const python of pythons) all.push(await recordedBy(file, python, more))
  return all
}

async function lookAt(found: () => Promise<readonly Recorded[]>, name: string, look: (recorded: Recorded) => void): Promise<void> {
  expect(pythons.length).toBeGreaterThan(0)
  const all = runs.get(name) ?? found()
  runs.set(name, all)
  for (const one of await all) look(one)
}

/** Looks at a sample as it is recorded under every Python of this machine, one after the other; once for all tests of a file that ask for the same. */
export const everywhere = (file: string, look: (recorded: Recorded) => void, more: Partial<Plan> = {}): Promise<void> =>
  lookAt(() => inTurn(file, more), JSON.stringify([file, more]), look)

/** The same, all at once: for programs that hang, and so mostly wait until that is recognised. */
export const everywhereAtOnce = (file: string, look: (recorded: Recorded) => void): Promise<void> =>
  lookAt(() => Promise.all(pythons.map((python) => recordedBy(file, python, {}))), file, look)

/** Names of all objects, with their kinds, by id. */
export const objectsOf = (trace: Trace): string[] => [...trace.objects.values()].map(({ id, kind }) => `${kind} ${objectName(trace, id)}`)

/** The types of the events about one object, in order; of one thread, where one is given. */
export function storyOf({ trace, events }: Recorded, object: string, thread: number | null = null): EventType[] {
  const found = [...trace.objects.values()].find(({ name }) => name === object)
  expect(found).toBeDefined()
  return events.filter((event) => 'object' in event && event.object === found?.id && (thread === null || event.thread === thread)).map(({ type }) => type)
}

/** How many events of a type are about an object. */
export const countOf = (recorded: Recorded, object: string, type: EventType): number => storyOf(recorded, object).filter((other) => other === type).length
