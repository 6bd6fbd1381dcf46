import { type Calls, reachedFrom } from '../check/afterStart'
import type { Instruction, Operand } from '../instruction'
import type { Lowered } from '../lower/lower'
import type { Problems } from '../problems'
import { functionOfAtom, siteOfAtom, type Values } from '../check/values'

/**
 * Refuses what `asyncio` makes where it is used as if `threading` or `queue` had made it, and the other way round; and whatever threads beside the loop would do to
 * it: it is for tasks only.
 */
export function checkLoop(lowered: Lowered, values: Values, calls: Calls, problems: Problems): void {
  const beside = besideLoop(lowered, values, calls)
  for (const [at, instruction] of lowered.code.entries()) {
    const inFunction = calls.functionAt[at] ?? 0
    const object = usedBy(instruction)
    if (object === null) continue
    const roles = new Set([...values.of(object, inFunction)].flatMap((atom) => roleOf(lowered, siteOfAtom(atom))))
    const isInLoop = lowered.inLoop.has(at)
    const tell = (what: string, tryThis: string): void => problems.add(instruction.span, what, tryThis)
    const isNeutral = instruction.do === 'clearEvent' || instruction.do === 'isSet' || (instruction.do === 'queueState' && !isInLoop)
    if (!isInLoop && !isNeutral && roles.has('asyncio')) tell('what `asyncio` made is used here without `await`', insteadOf(instruction))
    else if (isInLoop && roles.has('other'))
      tell('what is awaited here may not be of `asyncio`', 'make it with `asyncio.Lock()` and the like, or leave out `await` and `async`')
    else if (roles.has('asyncio') && beside.has(inFunction))
      tell('a thread beside the event loop uses what `asyncio` made', 'use locks and queues of `threading` and `queue` there')
  }
}

type Kind = 'asyncio' | 'other'

function roleOf(lowered: Lowered, site: number | null): readonly Kind[] {
  const made = site === null ? undefined : lowered.sites[site]
  if (made === undefined) return []
  return [made.role === 'asyncio' ? 'asyncio' : 'other']
}

/** The functions that threads run which are no tasks. */
function besideLoop(lowered: Lowered, values: Values, calls: Calls): ReadonlySet<number> {
  const targets = lowered.code.flatMap((instruction, at) =>
    instruction.do === 'makeThread' && lowered.sites[instruction.site]?.role !== 'task'
      ? [...values.of(instruction.target, calls.functionAt[at] ?? 0)].flatMap((atom) => functionOfAtom(atom) ?? [])
      : []
  )
  return new Set(targets.flatMap((target) => [...reachedFrom(calls, target)]))
}

function usedBy(instruction: Instruction): Operand | null {
  switch (instruction.do) {
    case 'acquire':
    case 'tryAcquire':
    case 'release':
    case 'locked':
    case 'beginWait':
      return instruction.object
    case 'setEvent':
    case 'clearEvent':
    case 'isSet':
      return instruction.event
    case 'put':
    case 'get':
    case 'taskDone':
    case 'joinQueue':
    case 'queueState':
      return instruction.queue
    case 'notify':
      return instruction.condition
    case 'makeCondition':
      return instruction.lock
    default:
      return null
  }
}

function insteadOf(instruction: Instruction): string {
  switch (instruction.do) {
    case 'acquire':
      return 'write `async with lock:` or `await lock.acquire()`'
    case 'beginWait':
      return 'write `await event.wait()`'
    case 'get':
      return 'write `await queue.get()`'
    case 'put':
      return 'write `await queue.put(item)`'
    case 'joinQueue':
      return 'write `await queue.join()`'
    default:
      return 'use a lock, an event or a queue of `threading` or `queue`'
  }
}
