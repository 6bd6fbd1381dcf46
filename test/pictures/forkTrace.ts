import { traceBuilder } from '../../src/core/trace/builder'
import { moment, noThread, processId, threadId } from '../../src/core/trace/ids'
import type { Trace } from '../../src/core/trace/trace'
import { recordedHeader } from '../core/trace/recordedHeader'

const header = recordedHeader({
  engine: 'command',
  observer: 'sampled',
  detail: 'sync',
  arguments: ['forks'],
  host: { os: 'Linux 6', cpu: 'test', cores: 2, runtime: 'processes and threads of Linux' }
})

/** A recording of a parent and a child, before the fork, after it, and after the child has written one page of four. */
export function forkTrace(): Trace {
  const trace = traceBuilder(header)
  const at = (ms: number) => ({ at: moment(ms * 1e6), line: 0 })
  const look = (ms: number, process: number, kind: 'tree' | 'maps' | 'descriptors', value: unknown): void =>
    trace.add({ ...at(ms), type: 'snapshot', thread: noThread, process: processId(process), kind, json: JSON.stringify(value) })
  const who = (id: number, parent: number) => ({
    parent,
    name: 'forks',
    command: ['forks'],
    state: 'sleeping',
    exit: null,
    threads: [{ id, name: 'worker\u202e', state: 'sleeping', cpuTime: 5e6, voluntary: 3, involuntary: 1 }]
  })
  const memory = (pages: string) => {
    const sizes = { size: 16, resident: 16, proportional: 16, privateClean: 0, privateDirty: 4, sharedClean: 0, sharedDirty: 12 }
    return { regions: [{ from: '10000', to: '14000', mode: 'rw-p', name: '', what: 'anonymous memory', ...sizes, pages }] }
  }
  const files = { descriptors: [{ number: 3, target: '/tmp/common.txt', mode: 'read', flags: '0', position: 40 }] }
  trace.add({ ...at(0), type: 'processStarted', thread: threadId(0), process: processId(100), parent: processId(1), command: 'forks' })
  trace.add({ ...at(0), type: 'threadStarted', thread: threadId(0), parent: noThread, name: 'forks' })
  look(10, 100, 'tree', who(100, 1))
  look(10, 100, 'maps', memory('a4'))
  trace.add({ ...at(20), type: 'processStarted', thread: threadId(0), process: processId(101), parent: processId(100), command: 'forks' })
  trace.add({ ...at(20), type: 'threadStarted', thread: threadId(1), parent: threadId(0), name: 'child', process: processId(101) })
  look(30, 101, 'tree', who(101, 100))
  for (const [ms, pages] of [
    [30, 's4'],
    [50, 's1 a1 s2']
  ] as const) {
    for (const pid of [100, 101]) look(ms, pid, 'maps', memory(pages))
  }
  for (const pid of [100, 101]) look(60, pid, 'descriptors', files)
  trace.add({ ...at(90), type: 'threadEnded', thread: threadId(1) })
  trace.add({ ...at(90), type: 'processExited', thread: threadId(0), process: processId(101), code: -9 })
  trace.add({ ...at(100), type: 'processExited', thread: threadId(0), process: processId(100), code: 0 })
  trace.add({ ...at(100), type: 'ended', thread: noThread, status: 'finished', dropped: 0 })
  return trace.trace()
}
