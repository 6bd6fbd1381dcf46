import { describe, expect, test } from 'vitest'
import { spanAt, spansOf } from '../../../src/core/analysis/spans'
import { threadId } from '../../../src/core/trace/ids'
import { threadName, type Trace } from '../../../src/core/trace/trace'
import { fourStates } from './programs'
import { compiled, eventsOf, hasCompiler, recordCommand } from './recordedCommand'

/** The share of its life that each lane spent in each state. */
function shares(trace: Trace): Record<string, Record<string, number>> {
  const all: Record<string, Record<string, number>> = {}
  for (const [thread, columns] of spansOf(trace)) {
    const times: Record<string, number> = {}
    for (let index = 0; index < columns.length; index++) {
      const { from, to, state } = spanAt(columns, index)
      if (state !== 'notStarted' && state !== 'finished') times[state] = (times[state] ?? 0) + to - from
    }
    const whole = Object.values(times).reduce((sum, time) => sum + time, 0)
    all[threadName(trace, thread)] = Object.fromEntries(Object.entries(times).map(([state, time]) => [state, time / whole]))
  }
  return all
}

/** The state with the largest share. */
const mostly = (states: Readonly<Record<string, number>>): string | undefined => Object.entries(states).toSorted(([, a], [, b]) => b - a)[0]?.[0]

describe.skipIf(process.platform !== 'linux')('what is seen of a command', () => {
  test.skipIf(!hasCompiler)('four threads are seen to run, to sleep, to read and to wait', async () => {
    const { trace, end } = await recordCommand([compiled('four_states', fourStates)])
    const { four_states: main = {}, sleeper = {}, reader = {}, waiter = {} } = shares(trace)
    // a busy machine keeps each from running for a while: what counts is where it spends most of its time
    expect(['running', 'ready']).toContain(mostly(main))
    expect([mostly(sleeper), mostly(reader), mostly(waiter)]).toEqual(['sleeping', 'io', 'waiting'])
    expect(end.status).toBe('failed')
    expect(eventsOf(trace, 'processExited')).toMatchObject([{ code: 3 }])
    expect(eventsOf(trace, 'printed')).toMatchObject([{ stream: 'stdout', text: 'done' }])
    const cpu = eventsOf(trace, 'measured').filter(({ name, thread }) => name === 'cpu ns' && thread === threadId(0))
    expect(cpu.at(-1)?.value).toBeGreaterThan(1e7)
  })

  test('every process of a tree has its lane, its parent and its exit', async () => {
    const { trace, end } = await recordCommand(['sh', '-c', 'sleep 1.5 & (sleep 1.4; exit 7) & wait; echo out; echo err >&2'])
    expect(end.status).toBe('finished')
    const names = [...trace.threads.values()].map(({ name }) => name)
    // a lane is named when it is first seen: a child that has not come to its own program by then still bears the shell's name
    expect(names.map((name) => name.replace(/ \d$/, '').replace('sleep', 'sh'))).toEqual(['sh', 'sh', 'sh', 'sh'])
    const [first] = eventsOf(trace, 'processStarted')
    const children = eventsOf(trace, 'processStarted').filter(({ parent }) => parent === first?.process)
    expect(children.length).toBe(2)
    expect(
      eventsOf(trace, 'printed')
        .map(({ stream, text }) => `${stream} ${text}`)
        .toSorted()
    ).toEqual(['stderr err', 'stdout out'])
    expect(new Set(eventsOf(trace, 'threadEnded').map(({ thread }) => thread)).size).toBe(names.length)
  })

  test.each([100, 500])('asked for %d samples a second it says what it got, and what that took', async (sampleHz) => {
    const { trace, end } = await recordCommand(['sleep', '0.5'], { sampleHz })
    const samples = eventsOf(trace, 'measured').find(({ name }) => name === 'samples')?.value ?? 0
    // a machine with more to do than it can gives fewer
    expect(samples).toBeGreaterThan(1)
    expect(samples).toBeLessThan(5 + 1.2 * sampleHz * (trace.end / 1e9))
    expect(end.cost?.words).toMatch(new RegExp(String.raw`^sampling took [\d.]+ % of one core; asked for ${sampleHz} looks a second, got \d+; `))
    expect(eventsOf(trace, 'marked').map(({ text }) => text)).toContain(end.cost?.words)
  })

  test('what cannot be run is told before anything runs', async () => {
    await expect(recordCommand(['no-such-program-anywhere'])).rejects.toThrow('There is no such program')
    await expect(recordCommand([])).rejects.toThrow('There is no command to run')
    await expect(recordCommand(['sleep', '0'], { folder: '/no/such/folder' })).rejects.toThrow('There is no such folder')
    await expect(recordCommand(['sleep', '0'], { sampleHz: 100_000 })).rejects.toThrow('not possible')
  })

  test('beyond the limit of events the rest is counted, and the end is told', async () => {
    const { trace, end } = await recordCommand(['sh', '-c', 'i=0; while [ $i -lt 200 ]; do echo $i; i=$((i+1)); done'], { maxEvents: 50 })
    expect(end.dropped).toBeGreaterThan(100)
    expect(eventsOf(trace, 'ended')).toMatchObject([{ status: 'finished', dropped: end.dropped }])
  })
})
