import { traceBuilder } from '../../src/core/trace/builder'
import { type Event, type ObservedState } from '../../src/core/trace/event'
import { traceVersion } from '../../src/core/trace/header'
import { moment, noProcess, noThread, objectId, processId, threadId } from '../../src/core/trace/ids'
import type { Trace } from '../../src/core/trace/trace'

/** A command with three threads on two processors, sampled: one waits for the mutex of another, one reads, and a child process that main waits for. */
export const command: Trace = (() => {
  const header = {
    version: traceVersion,
    engine: 'command',
    observer: 'sampled',
    detail: 'sync',
    program: null,
    arguments: ['bank', '--quick'],
    set: {}
  } as const
  const host = { os: 'Linux', cpu: 'two cores', cores: 2, runtime: 'processes and threads of Linux, looked at 200 times a second' }
  const builder = traceBuilder({ ...header, scheduler: null, clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00Z' }, host, tool: 'test' })
  const at = (ms: number, thread: number): Pick<Event, 'at' | 'line' | 'thread'> => ({ at: moment(ms * 1e6), line: 0, thread: threadId(thread) })
  const seen = (ms: number, thread: number, state: ObservedState, cpu: number): void => builder.add({ type: 'observed', ...at(ms, thread), state, cpu })
  const read = (ms: number, thread: number, name: string, value: number, process = noProcess): void =>
    builder.add({ type: 'measured', ...at(ms, thread), process, name, value })
  const bank = objectId(0)
  builder.add({ type: 'processStarted', ...at(0, 0), process: processId(10), parent: processId(1), command: 'bank --quick' })
  builder.add({ type: 'threadStarted', ...at(0, 0), parent: noThread, name: 'bank' })
  seen(0, 0, 'running', 0)
  for (const thread of [1, 2]) builder.add({ type: 'threadStarted', ...at(10, thread), parent: threadId(0), name: `teller ${thread}` })
  seen(10, 1, 'running', 1)
  seen(10, 2, 'runnable', 0)
  seen(20, 0, 'io', 0)
  seen(20, 2, 'running', 0)
  seen(30, 2, 'futex', 0)
  builder.add({ type: 'declared', ...at(30, 2), object: bank, kind: 'lock', name: 'ledger', capacity: null })
  builder.add({ type: 'acquired', ...at(30, 1), object: bank })
  builder.add({ type: 'requested', ...at(30, 2), object: bank, timeout: null })
  seen(45, 1, 'running', 0)
  builder.add({ type: 'released', ...at(60, 1), object: bank })
  builder.add({ type: 'acquired', ...at(60, 2), object: bank })
  seen(60, 1, 'sleeping', 0)
  seen(60, 2, 'running', 1)
  builder.add({ type: 'processStarted', ...at(65, 0), process: processId(11), parent: processId(10), command: 'sort ledger' })
  builder.add({ type: 'threadStarted', ...at(65, 3), parent: threadId(0), name: 'sort', process: processId(11) })
  seen(65, 3, 'disk', 0)
  seen(70, 0, 'sleeping', 0)
  builder.add({ type: 'joinBegan', ...at(70, 0), target: threadId(3) })
  seen(75, 3, 'running', 0)
  for (const [ms, cpu, memory] of [
    [50, 40, 12],
    [100, 90, 30]
  ] as const) {
    read(ms, 1, 'cpu ns', cpu * 0.6e6)
    read(ms, 2, 'cpu ns', cpu * 0.9e6)
    read(ms, 2, 'run-queue wait ns', cpu * 0.3e6)
    read(ms, 2, 'voluntary switches', cpu)
    read(ms, 0, 'rss bytes', memory * 1e6, processId(10))
  }
  builder.add({ type: 'released', ...at(105, 2), object: bank })
  for (const thread of [1, 2]) builder.add({ type: 'threadEnded', ...at(105, thread) })
  seen(105, 3, 'zombie', 0)
  builder.add({ type: 'threadEnded', ...at(110, 3) })
  builder.add({ type: 'processExited', ...at(110, 3), process: processId(11), code: 0 })
  builder.add({ type: 'joined', ...at(110, 0), target: threadId(3) })
  seen(110, 0, 'running', 1)
  builder.add({ type: 'threadEnded', ...at(120, 0) })
  builder.add({ type: 'processExited', ...at(120, 0), process: processId(10), code: 0 })
  builder.add({ type: 'ended', ...at(120, -1), thread: noThread, status: 'finished', dropped: 0 })
  return builder.trace()
})()
