import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { launchCommand } from '../../../src/recorders/command/launchCommand'
import { hostRun } from '../../../src/recorders/hostRun'
import { eventsOf, planOf, processesWith, recordCommand, startCommand, startRecorder } from './recordedCommand'

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A shell with children in the same session, in one of their own, and one whose parent has gone. The word marks them all. */
const tree = (word: string): string[] => [
  'sh',
  '-c',
  `: ${word}; sleep 60 & setsid sh -c ': ${word}; sleep 60; :' & (setsid sh -c ': ${word}; sleep 60; :' &); echo begun; wait`
]

describe.skipIf(process.platform !== 'linux')('how a command ends', () => {
  test.each([0, 20, 60, 90, 150, 400])('killed after %d ms, nothing of its tree is left', async (after) => {
    const word = `lab-tree-${after}`
    const { recording, result } = startCommand(tree(word))
    await wait(after)
    await recording.kill()
    expect(processesWith(word)).toEqual([])
    await expect(result.then(({ end }) => end.status).catch(() => 'killed')).resolves.toBe('killed')
  })

  test('where the lab is gone before it lets the command go, the command never runs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab-gate-'))
    const { child } = launchCommand(['touch', 'ran'], folder, {})
    // all that is left of a process that was killed: its ends of pipes are closed
    for (const pipe of child.stdio) pipe?.destroy()
    await once(child, 'exit')
    expect(existsSync(join(folder, 'ran'))).toBe(false)
    rmSync(folder, { recursive: true })
  })

  test('stopped, it is asked first', async () => {
    const { recording, result, printed } = startCommand(['sh', '-c', 'trap "echo bye; exit 5" INT; echo begun; while :; do sleep 0.05; done'])
    await printed('begun')
    await recording.stop()
    const { trace, end } = await result
    expect(end.status).toBe('stopped')
    expect(eventsOf(trace, 'printed').map(({ text }) => text)).toEqual(['begun', 'bye'])
    expect(eventsOf(trace, 'processExited').at(-1)?.code).toBe(5)
  })

  test('whoever does not listen is killed after 2 s', async () => {
    const { recording, result, printed } = startCommand(['sh', '-c', 'trap "" INT TERM; : lab-deaf; echo deaf; while :; do sleep 0.1; done'])
    await printed('deaf')
    await recording.stop()
    expect((await result).end.status).toBe('stopped')
    expect(processesWith('lab-deaf')).toEqual([])
  })

  test('at its limit of time it is ended, and what it left behind with it', async () => {
    const { end, trace } = await recordCommand(['sh', '-c', '(setsid sh -c ": lab-late; sleep 60; :" &); sleep 60'], { timeoutMs: 500 })
    expect(end.status).toBe('timeout')
    expect(eventsOf(trace, 'processExited').at(-1)?.code).toBe(-9)
    expect(processesWith('lab-late')).toEqual([])
  })

  test('what a program leaves running when it ends is ended', async () => {
    const { end } = await recordCommand(['sh', '-c', '(setsid sh -c ": lab-left; sleep 60; :" &); exit 0'])
    expect(end.status).toBe('finished')
    expect(processesWith('lab-left')).toEqual([])
  })

  test('a full disk ends the recording, not the run', async () => {
    const kinds: string[] = []
    const { ended } = hostRun(startRecorder, planOf(['sh', '-c', 'sleep 0.2; exit 4']), '/dev/full', (news) => kinds.push(news.type))
    const end = await ended
    expect(end.status).toBe('failed')
    expect(end.problem?.what).toContain('could not be written')
    expect(kinds).toContain('batch')
  })
})
