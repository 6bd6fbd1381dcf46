import { waitPhrase } from '../analysis/waitPhrase'
import type { Event } from '../trace/event'
import { never } from '../trace/never'
import { objectName, type Trace, threadName } from '../trace/trace'

/** What an event says of its thread, without its name: `acquires lock_a`, `writes counter = 2`. A thread's start is told of its parent. */
export function eventWords(trace: Trace, event: Event): string {
  switch (event.type) {
    case 'processStarted':
      return `starts process ${event.process}`
    case 'processExited':
      return `sees process ${event.process} exit with ${event.code}`
    case 'threadStarted':
      return `starts ${event.name}`
    case 'threadEnded':
      return 'ends'
    case 'declared':
      return `makes ${event.name}`
    case 'requested':
      return `asks ${waitPhrase(trace.objects.get(event.object)?.kind, objectName(trace, event.object), event.to ?? null)}`
    case 'acquired':
      return `acquires ${objectName(trace, event.object)}`
    case 'released':
      return `releases ${objectName(trace, event.object)}`
    case 'tryFailed':
      return `tries ${objectName(trace, event.object)} in vain`
    case 'timedOut':
      return `gives up waiting for ${objectName(trace, event.object)}`
    case 'joinBegan':
      return `waits for ${threadName(trace, event.target)}${event.to === 'any' ? ', or another,' : ''} to end`
    case 'joined':
      return `sees ${threadName(trace, event.target)} ended`
    case 'read':
      return `reads ${objectName(trace, event.object)} = ${event.value}`
    case 'written':
      return `writes ${objectName(trace, event.object)} = ${event.value}`
    case 'printed':
      return `prints ${event.text}`
    case 'raised':
      return `raises ${event.kind}`
    case 'sleepBegan':
      return `sleeps for ${event.seconds} s`
    case 'sleepEnded':
      return 'wakes up'
    case 'reached':
      return `reaches line ${event.line}`
    case 'dropped':
      return `loses ${event.count} events of the recording`
    case 'marked':
      return `is marked: ${event.text}`
    case 'ended':
      return `ends the run: ${event.status}`
    case 'waitBegan':
      return event.to === 'any'
        ? `begins to wait ${waitPhrase('future', objectName(trace, event.object), 'any')}`
        : `begins to wait at ${objectName(trace, event.object)}`
    case 'woken':
      return trace.objects.get(event.object)?.kind === 'queue'
        ? `sees ${objectName(trace, event.object)} done`
        : `goes on from ${objectName(trace, event.object)}`
    case 'notified':
      return event.target < 0
        ? `notifies ${objectName(trace, event.object)}, where nobody waits`
        : `notifies ${threadName(trace, event.target)} at ${objectName(trace, event.object)}`
    case 'put':
      return `puts ${event.value} into ${objectName(trace, event.object)}`
    case 'got':
      return `gets ${event.value} from ${objectName(trace, event.object)}`
    case 'taskDone':
      return `reports a value of ${objectName(trace, event.object)} done`
    case 'set':
      return `sets ${objectName(trace, event.object)}`
    case 'cleared':
      return `${trace.objects.get(event.object)?.kind === 'barrier' ? 'resets' : 'clears'} ${objectName(trace, event.object)}`
    case 'arrived':
      return `arrives at ${objectName(trace, event.object)}`
    case 'broken':
      return `breaks ${objectName(trace, event.object)}`
    case 'acquiredShared':
      return `begins to read under ${objectName(trace, event.object)}`
    case 'releasedShared':
      return `ends reading under ${objectName(trace, event.object)}`
    case 'taskStarted':
      return `starts the task ${event.name}`
    case 'resumed':
      return 'goes on'
    case 'suspended':
      return event.on === '' ? 'lets others run' : `waits: ${event.on}`
    case 'cancelAsked':
      return `asks ${threadName(trace, event.target)} to end`
    case 'cancelled':
      return 'is cancelled'
    case 'workBegan':
      return `begins ${event.name}`
    case 'workEnded':
      return `ends the work of ${objectName(trace, event.object)}`
    case 'observed':
      return `is seen ${event.state}${event.cpu === null ? '' : `, processor ${event.cpu}`}`
    case 'measured':
      return `stands at ${event.value}: ${event.name}`
    case 'snapshot':
      return `shows the ${event.kind} of process ${event.process}`
    case 'chose':
      return `draws ${event.value} at random`
    default:
      return never(event)
  }
}
