import type { Event } from '../../trace/event'

/** What an event of the model says of its thread, in words that follow `it`: `prints "a"`, `takes lock`. `name` is that of its object; a turn of a task is told as one. */
export function toldWords(event: Event, name: string, isTurn: boolean): string {
  switch (event.type) {
    case 'threadStarted':
    case 'taskStarted':
      return `starts ${event.name}`
    case 'threadEnded':
      return 'ends'
    case 'acquired':
      return isTurn ? 'goes on' : `takes ${name}`
    case 'released':
      return isTurn ? 'lets others run' : `gives ${name} back`
    case 'acquiredShared':
      return `begins to read under ${name}`
    case 'releasedShared':
      return `ends reading under ${name}`
    case 'tryFailed':
      return `tries ${name} in vain`
    case 'timedOut':
      return `gives up waiting for ${name}`
    case 'woken':
      return `goes on from ${name}`
    case 'notified':
      return `notifies at ${name}`
    case 'put':
      return `puts ${event.value} into ${name}`
    case 'got':
      return `gets ${event.value} from ${name}`
    case 'taskDone':
      return `reports a value of ${name} done`
    case 'set':
      return `sets ${name}`
    case 'cleared':
      return `clears ${name}`
    case 'arrived':
      return `arrives at ${name}`
    case 'broken':
      return `breaks ${name}`
    case 'read':
      return `reads ${name} = ${event.value}`
    case 'written':
      return `writes ${name} = ${event.value}`
    case 'printed':
      return `prints ${event.text}`
    case 'chose':
      return `draws ${event.value} at random`
    case 'workBegan':
      return `begins ${event.name}`
    default:
      return `comes to ${event.type}`
  }
}
