import type { Purpose } from '../trace/event'
import type { ObjectId } from '../trace/ids'
import { never } from '../trace/never'
import { objectName, type Trace } from '../trace/trace'

/** What somebody waits for at an object, to stand behind `waits` or `waiting`: `for lock_a`, `at ready for a notify`, `to get from jobs`. */
export function waitPhrase(trace: Trace, object: ObjectId, purpose: Purpose | null): string {
  const name = objectName(trace, object)
  const kind = trace.objects.get(object)?.kind
  switch (kind) {
    case 'condition':
      return `at ${name} for a notify`
    case 'event':
      return `for ${name} to be set`
    case 'barrier':
      return `at ${name} for the others`
    case 'queue':
    case 'rwlock':
      return purposePhrase(name, purpose)
    case 'lock':
    case 'rlock':
    case 'semaphore':
    case 'boundedSemaphore':
    case 'variable':
    case undefined:
      return `for ${name}`
    default:
      return never(kind)
  }
}

function purposePhrase(name: string, purpose: Purpose | null): string {
  switch (purpose) {
    case 'put':
      return `to put into ${name}`
    case 'get':
      return `to get from ${name}`
    case 'join':
      return `for all of ${name} to be done`
    case 'read':
      return `to read under ${name}`
    case 'write':
      return `to write under ${name}`
    case null:
      return `for ${name}`
    default:
      return never(purpose)
  }
}
