import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { spanAt, spansOf } from '../../../src/core/analysis/spans'
import type { ThreadId } from '../../../src/core/trace/ids'
import type { Trace } from '../../../src/core/trace/trace'
import { everywhere } from './recordedEverywhere'
import { top } from './recordedRun'
import { noPython } from './pythons'

/** For how long a thread waited for data, each time, nanoseconds. */
function waitsOf(trace: Trace, name: string): number[] {
  const thread = [...trace.threads.values()].find((each) => each.name === name)?.id as ThreadId
  const columns = spansOf(trace).get(thread)
  if (columns === undefined) throw new Error(`nothing of ${name}`)
  return Array.from({ length: columns.length }, (_, index) => spanAt(columns, index)).flatMap(({ state, from, to }) => (state === 'io' ? [to - from] : []))
}

describe.skipIf(noPython)('threads that wait for data', () => {
  test('a call that has to wait is told from its beginning to its end, and one that has not is not', () =>
    everywhere('waits_for_data.py', ({ version, trace, events }) => {
      const measured = events.flatMap((event) => (event.type === 'printed' ? [Number(event.text)] : []))
      const waits = waitsOf(trace, 'MainThread')
      expect({ version, waits: waits.length }).toEqual({ version, waits: 4 })
      // the program's own clock stood around each of them
      for (const [index, wait] of waits.entries()) expect(wait).toBeLessThan(measured[index] ?? 0)
      expect(Math.min(...waits)).toBeGreaterThan(40e6)
    }))

  test('a server waits for its clients, and is not taken to be running', () =>
    everywhere('echo_server.py', ({ version, trace, events }) => {
      expect({ version, answered: events.filter((event) => event.type === 'printed' && event.text === '3').length }).toEqual({ version, answered: 1 })
      expect(waitsOf(trace, 'server').length).toBeGreaterThan(0)
    }))

  test('of the ready server and its clients all wait for data at once', () =>
    everywhere(resolve(top, 'resources/experiments/web_server.py'), ({ version, trace, events }) => {
      const printed = events.flatMap((event) => (event.type === 'printed' ? [event.text] : []))
      expect({ version, printed }).toEqual({ version, printed: [expect.stringMatching(/^3 answers in \d\.\d s$/)] })
      for (const name of ['server', 'client-1', 'client-2', 'client-3'])
        expect(waitsOf(trace, name).reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(100e6)
    }))
})
