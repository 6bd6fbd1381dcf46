import { traceBuilder } from '../../src/core/trace/builder'
import { moment, noThread, processId, threadId } from '../../src/core/trace/ids'
import type { Trace } from '../../src/core/trace/trace'
import { recordedHeader } from '../core/trace/recordedHeader'

const header = recordedHeader({
  engine: 'command',
  observer: 'sampled',
  detail: 'sync',
  arguments: ['crowd'],
  host: { os: 'Linux 6', cpu: 'test', cores: 2, runtime: 'processes and threads of Linux' }
})

const regions = Array.from({ length: 40 }, (_, n) => ({
  from: (0x10000 + n * 0x4000).toString(16),
  to: (0x14000 + n * 0x4000).toString(16),
  mode: 'rw-p',
  name: '',
  what: 'anonymous memory',
  size: 16,
  resident: 16,
  proportional: 16,
  privateClean: 0,
  privateDirty: 4,
  sharedClean: 0,
  sharedDirty: 12,
  pages: 's1 a1 s2'
}))

/** A recording of a process with `children` children that all live, each seen every 500 ms, one after the other, `rounds` times. */
export function crowdRun(children: number, rounds: number): Trace {
  const trace = traceBuilder(header)
  const at = (ms: number) => ({ at: moment(ms * 1e6), line: 0 })
  const pids = Array.from({ length: children + 1 }, (_, n) => 100 + n)
  for (const pid of pids) {
    trace.add({ ...at(0), type: 'processStarted', thread: threadId(0), process: processId(pid), parent: processId(pid === 100 ? 1 : 100), command: 'crowd' })
    trace.add({ ...at(0), type: 'threadStarted', thread: threadId(pid - 100), parent: noThread, name: 'main', process: processId(pid) })
  }
  for (let round = 0; round < rounds; round++) {
    for (const pid of pids) {
      const now = at(1 + round * 500 + (pid - 100) * 2)
      const seen = { id: pid, name: 'main', state: 'sleeping', cpuTime: round * 2e6, voluntary: round, involuntary: 0 }
      const tree = { parent: pid === 100 ? 1 : 100, name: 'crowd', command: ['crowd'], state: 'sleeping', exit: null, threads: [seen] }
      for (const [kind, value] of [
        ['tree', tree],
        ['maps', { regions }]
      ] as const)
        trace.add({ ...now, type: 'snapshot', thread: noThread, process: processId(pid), kind, json: JSON.stringify(value) })
    }
  }
  trace.add({ ...at(rounds * 500), type: 'ended', thread: noThread, status: 'finished', dropped: 0 })
  return trace.trace()
}
