import type { Stall } from '../analysis/stalls'
import { type Trace, threadName } from '../trace/trace'
import { durationWords } from './clockWords'
import { counted } from './counted'

/** A stall in one clause: `fetch kept its loop for 240 ms without an await, in line 12; meanwhile 2 tasks were ready, 3 waiting`. */
export function stallWords(trace: Trace, { task, line, from, to, ready, waiting }: Stall): string {
  const place = line > 0 ? `, in line ${line}` : ''
  const meanwhile = ready === 1 ? '1 task was ready' : `${counted(ready, 'task')} were ready`
  return `${threadName(trace, task)} kept its loop for ${durationWords(trace.header.clock, to - from)} without an await${place}; meanwhile ${meanwhile}, ${waiting} waiting`
}
