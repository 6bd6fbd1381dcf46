import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { lockLibrary } from '../../src/recorders/command/lockLibrary'
import { mountSmallDisk, unmountSmallDisk } from '../smallDisk'
import { only, planFor, run, top } from './python/recordedRun'
import { noPython } from './python/pythons'

const place = mkdtempSync(join(tmpdir(), 'lab-full-'))

/** A disk of one megabyte, where this user may make one. */
const hasDisk = mountSmallDisk(place, 1024)
if (!hasDisk) console.warn('NOT TESTED: only root may mount a small disk, so no disk was full')

afterAll(() => {
  if (hasDisk) unmountSmallDisk(place)
  rmSync(place, { recursive: true })
})

describe.skipIf(!hasDisk)('a full folder for temporary files', () => {
  beforeAll(() => void vi.stubEnv('TMPDIR', place))
  afterAll(() => void vi.unstubAllEnvs())

  test.skipIf(noPython)('the program goes on to its end, and the recording says what is missing and why', async () => {
    const { end, events } = await run(planFor('counter.py'))
    expect(only(events, 'processExited').map(({ code }) => code)).toEqual([0])
    expect(end.status).toBe('finished')
    expect(end.dropped).toBeGreaterThan(1000)
    expect(only(events, 'dropped').reduce((sum, { count }) => sum + count, 0)).toBe(end.dropped)
    expect(only(events, 'marked').map(({ text }) => text)).toContain(`There was no room left in ${place}: events are missing from there on.`)
  })

  test('nothing is left behind where not even the first file fits', async () => {
    expect(() => writeFileSync(join(place, 'filler'), Buffer.alloc(2_000_000))).toThrow('ENOSPC')
    expect(() => lockLibrary(join(top, 'resources'), 1000)).toThrow('ENOSPC')
    rmSync(join(place, 'filler'))
    expect(readdirSync(place)).toEqual([])
  })
})
