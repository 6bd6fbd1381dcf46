import { describe, expect, test } from 'vitest'
import { ownershipOf } from '../../../src/core/analysis/ownership'
import type { Event } from '../../../src/core/trace/event'
import { objectName, threadName } from '../../../src/core/trace/trace'
import { everywhere } from './recordedEverywhere'
import { noPython } from './pythons'
import { only, planFor, run } from './recordedRun'

/** What is said of looking at the GIL. */
const marksOf = (events: readonly Event[]): string[] => only(events, 'marked').flatMap(({ text }) => (text.includes('the GIL') ? [text] : []))

describe.skipIf(noPython || process.platform !== 'linux')('the GIL of a recorded Python, seen from outside', () => {
  test('is held by the threads that compute in turn, and hardly by who hashes or sleeps', async () => {
    await everywhere(
      'gil.py',
      ({ trace, events, version }) => {
        const gil = [...trace.objects.values()].find(({ kind }) => kind === 'gil')
        expect({ version, name: gil && objectName(trace, gil.id) }).toEqual({ version, name: 'GIL' })
        const held = new Map<string, number>()
        const { holds } = ownershipOf(trace).get(gil?.id ?? (-1 as never)) ?? { holds: null }
        for (let index = 0; index < (holds?.length ?? 0); index++) {
          const name = threadName(trace, (holds?.thread[index] ?? -1) as never)
          held.set(name, (held.get(name) ?? 0) + (holds?.to[index] ?? 0) - (holds?.from[index] ?? 0))
        }
        const share = (name: string): number => (held.get(name) ?? 0) / trace.end
        const [least, most] = [Math.min(share('spin-1'), share('spin-2')), Math.max(share('digest'), share('rest'))]
        expect({ version, least, most, isApart: least > most }).toMatchObject({ isApart: true })
        const waits = only(events, 'suspended').filter(({ on }) => on === 'the GIL')
        expect(new Set(waits.map(({ thread }) => threadName(trace, thread)))).toEqual(expect.objectContaining(new Set(['spin-1', 'spin-2'])))
        const switches = only(events, 'measured').filter(({ name }) => name === 'GIL switches')
        expect(switches.at(-1)?.value).toBeGreaterThan(2)
        expect(marksOf(events)).toEqual([expect.stringMatching(/^the GIL was looked at from outside \d+ times/)])
      },
      { gil: true }
    )
  })

  test('nobody who does not ask for it pays for it', async () => {
    const { trace, events } = await run(planFor('gil.py'))
    expect([...trace.objects.values()].some(({ kind }) => kind === 'gil')).toBe(false)
    expect(marksOf(events)).toEqual([])
  })
})
