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
      return `asks for ${objectName(trace, event.object)}`
    case 'acquired':
      return `acquires ${objectName(trace, event.object)}`
    case 'released':
      return `releases ${objectName(trace, event.object)}`
    case 'tryFailed':
      return `tries ${objectName(trace, event.object)} in vain`
    case 'timedOut':
      return `gives up waiting for ${objectName(trace, event.object)}`
    case 'joinBegan':
      return `waits for ${threadName(trace, event.target)} to end`
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
    default:
      return never(event)
  }
}
