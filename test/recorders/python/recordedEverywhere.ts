import { expect } from 'vitest'
import type { Event, EventType } from '../../../src/core/trace/event'
import { type Trace, objectName } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import type { Plan, RunEnd } from '../../../src/recorders/recorder'
import { pythons } from './pythons'
import { planFor, run } from './recordedRun'

/** A recorded run of a sample under one of the Pythons of this machine. */
export interface Recorded {
  readonly version: string
  readonly end: RunEnd
  readonly trace: Trace
  readonly events: readonly Event[]
}

/** Records a sample under every Python of this machine in turn; each recording is one that the lab would open. */
export async function everywhere(file: string, look: (recorded: Recorded) => void, more: Partial<Plan> = {}): Promise<void> {
  expect(pythons.length).toBeGreaterThan(0)
  for (const { path, version } of pythons) {
    const recorded = await run(planFor(file, { python: path, ...more }))
    expect({ version, order: validate(recorded.trace) }).toEqual({ version, order: { ok: true, value: null } })
    look({ version, ...recorded })
  }
}

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
