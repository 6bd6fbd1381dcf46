import type { Want } from './taskFields'
import type { ValueKind } from '../value'

/** What a task gives way for at its end when it has failed in a `TaskGroup`, which hears of that in a later turn of the loop. */
export const toldFailure = 'TaskGroup, to hear of the failure'

/** What a task was suspended for, as the coroutine of CPython's `asyncio` that it then stands in is called: `Lock.acquire`, `Queue.get`. */
export function awaitedWords(kind: ValueKind, want: Want): string {
  switch (kind) {
    case 'semaphore':
    case 'boundedSemaphore':
      return 'Semaphore.acquire'
    case 'condition':
      return want === 'notify' ? 'Condition.wait' : 'Lock.acquire'
    case 'event':
      return 'Event.wait'
    case 'queue':
      return `Queue.${want}`
    default:
      return 'Lock.acquire'
  }
}
