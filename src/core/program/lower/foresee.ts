import { type Calls, sharedByMain } from '../check/afterStart'
import type { Captures } from './closures'
import { type Foresight, placeOf } from './foresight'
import type { Instruction, Operand } from '../instruction'
import type { Lowered } from './lower'
import { valueField } from './lowerValue'
import { kindsOf, siteOfAtom, type Values } from '../check/values'

/** A lowered program and what is known of its values and its course. */
export interface Pass {
  readonly lowered: Lowered
  readonly values: Values
  readonly calls: Calls
  /** Instructions that may run when threads may. */
  readonly after: ReadonlySet<number>
}

/** What a first pass found; `rebound` are the names that functions rebind. */
export function foresee({ lowered, values, calls, after }: Pass, rebound: ReadonlySet<string>, captures: Captures): Foresight {
  const barriers = new Map<string, number | 'none' | 'several'>()
  const queues = new Set<string>()
  const inLoop = new Set<string>()
  const conditions = new Set<string>()
  const semaphores = new Set<string>()
  const joined = new Set<string>()
  const pools = new Set<string>()
  for (const [at, instruction] of lowered.code.entries()) {
    const kinds = (object: Operand): ReadonlySet<string> => kindsOf(values.of(object, calls.functionAt[at] ?? 0), lowered.sites)
    if (instruction.do === 'beginWait' && kinds(instruction.object).has('barrier')) {
      const timeouts = new Set(
        [...values.of(instruction.object, calls.functionAt[at] ?? 0)].map((atom) => lowered.timeouts.get(siteOfAtom(atom) ?? -1) ?? 'none')
      )
      const [only = 'none'] = timeouts
      barriers.set(placeOf(instruction.span), timeouts.size > 1 ? 'several' : only)
    }
    const told = toldOf(instruction)
    if (told !== null && [...values.of(told, calls.functionAt[at] ?? 0)].some((atom) => lowered.sites[siteOfAtom(atom) ?? -1]?.role === 'asyncio'))
      inLoop.add(placeOf(instruction.span))
    const asked = instruction.do === 'isSet' ? instruction.event : instruction.do === 'locked' ? instruction.object : null
    if (asked !== null && kinds(asked).has('condition')) conditions.add(placeOf(instruction.span))
    if (asked !== null && (kinds(asked).has('semaphore') || kinds(asked).has('boundedSemaphore'))) semaphores.add(placeOf(instruction.span))
    const sum = lowered.sums.get(at)
    if (sum !== undefined && instruction.do === 'arithmetic' && isOnlyList(kinds(instruction.left), kinds(instruction.right))) joined.add(sum)
    const entered = instruction.do === 'acquire' ? [...values.of(instruction.object, calls.functionAt[at] ?? 0)] : []
    const isPool = (atom: number): boolean => {
      const site = lowered.sites[siteOfAtom(atom) ?? -1]
      return site?.kind === 'record' && site.role === 'pool'
    }
    if (entered.length > 0 && entered.every(isPool)) pools.add(placeOf(instruction.span))
    if (instruction.do === 'join' && kinds(instruction.thread).has('queue')) queues.add(placeOf(instruction.span))
  }
  return {
    shared: new Set([...rebound, ...lowered.rebound, ...sharedByMain(lowered, calls, after)]),
    barriers,
    queues,
    inLoop,
    conditions,
    semaphores,
    joined,
    pools,
    workers: lowered.workers,
    locksValues: lowered.code.some((instruction) => instruction.do === 'readField' && instruction.of === 'value' && instruction.field === valueField.lock),
    captures
  }
}

const isOnlyList = (...sides: readonly ReadonlySet<string>[]): boolean => sides.every((kinds) => kinds.size === 1 && kinds.has('list'))

/** What an instruction tells something that other threads wait at, or asks it whether they would have to wait. */
function toldOf(instruction: Instruction): Operand | null {
  switch (instruction.do) {
    case 'release':
    case 'locked':
      return instruction.object
    case 'setEvent':
      return instruction.event
    case 'notify':
      return instruction.condition
    case 'put':
    case 'get':
    case 'taskDone':
      return instruction.queue
    default:
      return null
  }
}

/** Whether a second pass would come out otherwise than the first, which took every wait to be at a barrier. */
export const isNews = ({ lowered }: Pass, { shared, queues, inLoop, joined, pools, workers, locksValues }: Foresight, rebound: ReadonlySet<string>): boolean =>
  workers === 'process' ||
  locksValues ||
  shared.size > rebound.size ||
  queues.size + inLoop.size + joined.size + pools.size > 0 ||
  lowered.code.some((instruction) => instruction.do === 'beginWait')
