import { eventCode } from '../trace/event'
import type { Engine, Header } from '../trace/header'
import type { Trace } from '../trace/trace'

/** How far a picture may be believed: computed from the model, or seen in a real run. */
function badgeWords({ engine, observer }: Header): string {
  if (engine === 'simulator') return 'Simulated'
  const how = observer === 'stress' ? ', stressed' : observer === 'sampled' ? ', sampled' : ''
  return `Recorded: ${recordedFrom[engine]}${how}`
}

const recordedFrom: Readonly<Record<Exclude<Engine, 'simulator'>, string>> = { threads: 'real threads', python: 'Python', command: 'a command' }

/** What a figure shows, in one line: `Simulated · 24 events · 0 dropped · unit: step · deadlock`. */
export function traceWords(trace: Trace): string {
  const { header, events, status } = trace
  const unit = header.clock.unit === 'steps' ? 'step' : 'nanosecond'
  const dropped = droppedEvents(trace)
  return [badgeWords(header), `${events.length} events`, `${dropped} dropped`, `unit: ${unit}`, status ?? 'no end recorded'].join(' · ')
}

/** How many events are missing: what the last event says, or the gaps so far. */
function droppedEvents({ events }: Trace): number {
  let sum = 0
  for (let row = 0; row < events.length; row++) {
    if (events.type[row] === eventCode.ended) return events.value[row] ?? sum
    if (events.type[row] === eventCode.dropped) sum += events.value[row] ?? 0
  }
  return sum
}
