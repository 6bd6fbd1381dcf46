import { EventEmitter, once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WebContents } from 'electron'
import { expect, test } from 'vitest'
import { comparisons } from '../../../src/main/comparisons'
import type { EndedRun } from '../../../src/main/recordings'
import { costOf } from '../../../src/recorders/python/cost'
import { temporaryFolder } from '../../main/temporaryFolder'
import { noPython } from './pythons'
import { planFor } from './recordedRun'

const resources = join(import.meta.dirname, '../../../resources')
const page = Object.assign(new EventEmitter(), { isDestroyed: () => false }) as unknown as WebContents

/** A run that finished, of a script that leaves a file wherever it runs. */
function leaver(folder: string): { ended: EndedRun; left: string } {
  const [path, left] = [join(folder, 'leaver.py'), join(folder, 'left')]
  const source = `open(${JSON.stringify(left)}, 'w').close()\n`
  writeFileSync(path, source)
  const end = { status: 'finished', events: 1, dropped: 0, elapsedMs: 1, problem: null, cost: costOf(1000, 1, 1) } as const
  return { ended: { plan: planFor('constants.py', { path, source }), end }, left }
}

test.skipIf(noPython)('a finished run is compared, and not while another is recorded', async () => {
  const { ended, left } = leaver(temporaryFolder())
  const busy = comparisons({ ended: async () => ended, isRecording: () => true }, resources)
  expect(await busy.answers['compare:start']({ run: 1 }, page)).toMatchObject({ ok: false, problem: { what: 'A program is being recorded.' } })
  expect(existsSync(left)).toBe(false)
  const free = comparisons({ ended: async () => ended, isRecording: () => false }, resources)
  expect(await free.answers['compare:start']({ run: 1 }, page)).toMatchObject({ ok: true, value: { words: expect.stringContaining('against a plain run') } })
  expect(existsSync(left)).toBe(true)
})

test.skipIf(noPython)('one that is called off before its recording has quite ended never runs the program', async () => {
  const { ended, left } = leaver(temporaryFolder())
  const ending = new EventEmitter()
  const over = once(ending, 'end').then((): EndedRun => ended)
  const { answers } = comparisons({ ended: () => over, isRecording: () => false }, resources)
  const asked = answers['compare:start']({ run: 1 }, page)
  const cancelled = answers['compare:cancel'](undefined, page)
  ending.emit('end')
  expect(await asked).toMatchObject({ ok: false, problem: { what: 'Without the lab it was stopped.' } })
  await cancelled
  expect(existsSync(left)).toBe(false)
})
