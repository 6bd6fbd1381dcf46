import { type Run, startRun } from '../../../src/core/simulator/run'
import { replay, roundRobin } from '../../../src/core/simulator/scheduler'
import { eventAt } from '../../../src/core/trace/decode'
import type { Event } from '../../../src/core/trace/event'
import type { Trace } from '../../../src/core/trace/trace'
import { compiled } from './compiled'

/** Runs a program to its end by a schedule text, and in turn behind it. */
export function ran(source: string, schedule = '', set: Readonly<Record<string, string>> = {}): Run {
  const run = startRun(compiled(source, { set }), { tool: 'test' })
  const scheduler = schedule === '' ? { ok: true as const, value: roundRobin() } : replay(schedule)
  const played = scheduler.ok ? run.play(scheduler.value, 100_000) : scheduler
  if (!played.ok) throw new Error(`${played.problem.at}: ${played.problem.what} (try: ${played.problem.try})`)
  return run
}

/** Takes the steps of a schedule text, and no more. */
export function after(source: string, schedule: string): Run {
  const run = startRun(compiled(source), { tool: 'test' })
  for (const thread of schedule.split(' ').map(Number)) {
    const taken = run.step(thread)
    if (!taken.ok) throw new Error(`${taken.problem.at}: ${taken.problem.what}`)
  }
  return run
}

/** What a program prints when it runs in turn. */
export const printed = (source: string): string[] =>
  ran(source)
    .output()
    .map(({ text }) => text)

/** What a program prints, and the first exception that nobody caught. */
export function outcomeOf(run: Run): { readonly lines: readonly string[]; readonly complaint: string } {
  const [failure] = run.failures()
  return { lines: run.output().map(({ text }) => text), complaint: failure === undefined ? '' : `${failure.kind}: ${failure.message}` }
}

/** All events of a trace. */
export const eventsOf = (trace: Trace): Event[] => Array.from({ length: trace.events.length }, (_, row) => eventAt(trace.events, row))

/** A trace as text, a line an event: `2 1 acquired lock_a`. */
export const told = (trace: Trace): string[] =>
  eventsOf(trace).map((event) => {
    const words: (string | number)[] = [event.at, event.thread, event.type]
    if ('object' in event) words.push(trace.objects.get(event.object)?.name ?? event.object)
    if ('target' in event) words.push(event.target)
    if ('value' in event) words.push(event.value)
    if ('text' in event) words.push(event.text)
    if ('status' in event) words.push(event.status)
    if (event.type === 'raised') words.push(`${event.kind}: ${event.message}`)
    if (event.type === 'threadStarted') words.push(event.name)
    if (event.type === 'reached') words.push(`line ${event.line}`)
    return words.join(' ')
  })
