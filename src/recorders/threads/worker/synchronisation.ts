import { barriers } from './barriers'
import type { Cells } from '../memory/cells'
import { chance } from './chance'
import { completions } from './completions'
import { conditions } from './conditions'
import type { Declaring } from './declaring'
import { events } from './events'
import { guard } from './guard'
import type { Insteads } from './insteads'
import type { Journal } from '../memory/journal'
import type { Lists } from './lists'
import type { Locks } from './locks'
import type { Program } from '../../../core/program/program'
import { poolQueues } from './poolQueues'
import { queueCells } from './queueCells'
import { queues } from './queues'
import type { RunMemory } from '../memory/runMemory'
import type { SharedValues } from '../memory/sharedValue'
import { syncObjects } from './syncObjects'
import { waitLists } from './waitLists'
import { waits } from './waits'

/** What generated code calls of conditions, events, barriers, queues and chance: part of `R`. */
export function synchronisation(
  program: Pick<Program, 'sites'>,
  memory: RunMemory,
  values: SharedValues,
  cells: Cells,
  journal: Journal,
  declaring: Declaring,
  locks: Locks,
  instead: Insteads,
  elements: Lists
) {
  const objects = syncObjects(memory, values, declaring)
  const lists = waitLists(memory, journal)
  const guarded = guard(memory)
  const isPool = (site: number): boolean => program.sites[site]?.role === 'pool'
  const condition = conditions(
    memory,
    objects,
    locks,
    lists,
    guarded,
    journal,
    (site) => program.sites[site]?.role === 'wake',
    (site) => program.sites[site]?.role === 'shared',
    instead
  )
  const event = events(memory, objects, lists, guarded, journal)
  const barrier = barriers(memory, values, objects, lists, guarded, journal)
  return {
    conditions: condition,
    events: event,
    barriers: barrier,
    queues: queues(memory, values, objects, queueCells(memory, cells), lists, guarded, journal, isPool),
    completions: completions(memory, objects, elements, lists, guarded, journal),
    pools: poolQueues(memory, objects, lists, guarded, journal, Math.random),
    waits: waits(objects, { condition, event, barrier }),
    choose: chance(journal, Math.random)
  }
}
