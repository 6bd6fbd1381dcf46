import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { emptyFolder, lab } from './lab'

/** Runs a program and leaves its recording in a folder of the test's own. */
const recorded = async (program: string, ...words: string[]): Promise<string> => {
  const file = join(emptyFolder(), 'run.arrows')
  await lab(['run', program, ...words, '--out', file])
  return file
}
beforeAll(async () => void (await lab(['--version'])))

test('a run of two locks that went well is told to have a deadlock in another order, with places', async () => {
  const file = await recorded('two_locks.py', '--schedule', '1 1 1')
  const { order } = (await lab(['analyze', file, '--json'])).json() as { order: unknown }
  expect(order).toMatchObject({
    races: [],
    lockset: [],
    lockCycles: [
      {
        locks: ['lock_a', 'lock_b'],
        passes: 'forkJoin',
        acquisitions: [
          { thread: 'transfer-1', held: 'lock_a', heldLine: 9, wanted: 'lock_b', wantedLine: 11 },
          { thread: 'transfer-2', held: 'lock_b', heldLine: 16, wanted: 'lock_a', wantedLine: 18 }
        ]
      }
    ],
    lockCyclesComplete: true,
    contention: [{ name: 'lock_b', acquisitions: 2, waits: 1, lines: [{ line: 16, waits: 1 }, { line: 11 }] }, { name: 'lock_a' }]
  })
  const { out } = await lab(['analyze', file])
  expect(out).toContain('none in the order of this run')
  expect(out).toContain('lock_a → lock_b → lock_a: may end in a deadlock in another order')
  expect(out).toContain('transfer-1 takes lock_a in line 9 and, holding it, wants lock_b in line 11')
  expect(out).toMatch(/Critical path.*\n {2}10 steps of 11 steps of work, parallelism 1\.10\n/)
})

test('a race is told with both accesses, and Eraser warns of it too', async () => {
  const file = await recorded('counter.py', '--schedule', '1 2')
  const { order } = (await lab(['analyze', file, '--json'])).json() as { order: { races: unknown[] } }
  expect(order.races[0]).toMatchObject({
    variable: 'counter',
    first: { thread: 'Thread-2 (work)', line: 12, access: 'read' },
    second: { thread: 'Thread-1 (work)', line: 12, access: 'write' }
  })
  const { out } = await lab(['analyze', file])
  expect(out).toMatch(/^ {2}counter +Thread-2 \(work\) reads it in line 12 \(step \d+\) +and +Thread-1 \(work\) writes it in line 12 \(step \d+\)$/m)
  expect(out).toContain('a race, as above')
})

test('where accesses were not recorded nothing is said of races', async () => {
  const file = await recorded('counter.py', '--detail', 'sync')
  expect((await lab(['analyze', file, '--json'])).json()).toMatchObject({ order: { races: null } })
  expect((await lab(['analyze', file])).out).toContain('not known: accesses to variables were not recorded')
})
