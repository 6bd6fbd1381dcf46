import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { objectName, threadName } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import type { EventColumns } from '../../../src/core/trace/columns'
import { launch } from '../../../src/recorders/python/launch'
import { liveRun } from '../../../src/recorders/python/liveRun'
import { everywhere } from './recordedEverywhere'
import { noPython, pythons } from './pythons'
import { only, planFor, printed, run, sample, top, watch } from './recordedRun'

const methods = ['fork', 'spawn', 'forkserver']
const everyWay = pythons.flatMap(({ path, version }) => methods.map((method) => ({ path, version, method })))
/** Every Python once, and the best one in every way. */
const someWays = everyWay.filter(({ path, method }) => method === 'fork' || path === pythons[0]?.path)
/** Runs that are killed: 100 show what few do not. */
const kills = Number(process.env['LAB_KILLS'] ?? 9)

const impossible = noPython || process.platform === 'win32'

describe.skipIf(impossible)('processes of a program', () => {
  test.each(everyWay)('that lock in opposite order are found stuck while they hang ($version, $method)', async ({ path, method }) => {
    const { end, trace, events } = await run(planFor('processes/crossed_locks.py', { python: path, arguments: [method] }))
    expect(end.status).toBe('deadlock')
    expect(validate(trace)).toEqual({ ok: true, value: null })
    // each lock is one object, whoever takes it
    expect([...trace.objects.values()].map(({ name }) => name)).toEqual(['lock_a', 'lock_b', 'left', 'right'])
    expect([...trace.threads.values()].map(({ name, process }) => `${name}${process === null ? '' : ' elsewhere'}`).toSorted()).toEqual([
      'MainThread',
      'one elsewhere',
      'two elsewhere'
    ])
    expect(deadlocksAt(trace, trace.end).map(({ verdict, words }) => [verdict, words])).toEqual([
      ['deadlock', 'one waits for lock_b, held by two; two waits for lock_a, held by one']
    ])
    expect(only(events, 'processExited').map(({ process: one }) => one).length).toBe(3)
  })

  test('a parent that joins before it gets waits for a child that waits for room in its pipe', async () => {
    const { end, trace } = await run(planFor('processes/join_before_get.py'))
    expect(end.status).toBe('deadlock')
    expect(deadlocksAt(trace, trace.end).map(({ words }) => words)).toEqual([
      'MainThread waits for worker to end; worker waits for QueueFeederThread of worker to end; QueueFeederThread of worker waits to put into results'
    ])
  })

  test('a lock that another thread holds at a fork stays held in the child for ever', async () => {
    const { end, trace } = await run(planFor('processes/forked_holding.py'))
    expect(end.status).toBe('deadlock')
    expect(validate(trace)).toEqual({ ok: true, value: null })
    const [words = ''] = deadlocksAt(trace, trace.end).map((deadlock) => deadlock.words.replaceAll(/\d{2,}/g, 'N'))
    expect(words).toBe('MainThread waits for child N to end; child N waits for lock of child N, held by holder lost by the fork of child N, which has ended')
  })

  test.each(pythons)('commands are lanes with what ended them, and output that a parent captures stays its own ($version)', async ({ path }) => {
    const { end, trace, events } = await run(planFor('processes/captured.py', { python: path }))
    expect(end.status).toBe('finished')
    expect(validate(trace)).toEqual({ ok: true, value: null })
    expect(printed(events)).toEqual(['heard to my parent', 'ended with 7', 'ended with -9', 'by a shell', 'another program'])
    const names = [...trace.threads.values()].map(({ name }) => name.replace(/^child \d+/, 'child PID'))
    expect(names).toEqual(['MainThread', expect.stringMatching(/to my parent/), 'sh -c exit 7', 'sleep 600', 'child PID'])
    expect(only(events, 'joinBegan').map(({ thread, target }) => [threadName(trace, thread), threadName(trace, target)])).toContainEqual([
      'MainThread',
      'sleep 600'
    ])
    expect(only(events, 'processExited').map(({ code }) => code)).toEqual(expect.arrayContaining([0, 7, -9]))
  })

  test.each(someWays)('a barrier of processes is one object, at which all arrive and leave in every round ($version, $method)', async ({ path, method }) => {
    const { end, trace, events } = await run(planFor('processes/barriers.py', { python: path, arguments: [method] }))
    expect(end.status).toBe('finished')
    expect(validate(trace)).toEqual({ ok: true, value: null })
    expect(printed(events)).toEqual(['12 [0, 1, 2]', 'BrokenBarrierError True', 'False'])
    const kindsAt = (name: string) => events.filter((event) => 'object' in event && objectName(trace, event.object) === name).map(({ type }) => type)
    expect([...trace.objects.values()].filter(({ kind }) => kind === 'barrier').map(({ name, capacity }) => [name, capacity])).toEqual([
      ['gate', 3],
      ['alone', 2]
    ])
    const gate = kindsAt('gate')
    expect([gate.filter((type) => type === 'arrived').length, gate.filter((type) => type === 'woken').length]).toEqual([12, 12])
    expect(kindsAt('alone')).toEqual(['declared', 'arrived', 'waitBegan', 'timedOut', 'broken', 'cleared'])
  })

  test.each(someWays)('who waits at a barrier for one that was killed there is found stuck ($version, $method)', async ({ path, method }) => {
    const { end, trace } = await run(planFor('processes/missing_walker.py', { python: path, arguments: [method] }))
    expect(end.status).toBe('deadlock')
    expect(deadlocksAt(trace, trace.end).map(({ words }) => words)).toEqual(['MainThread waits at gate for the others'])
  })

  test.each(someWays)('the lock of a shared value is called after it, and is taken at every look at it ($version, $method)', async ({ path, method }) => {
    const { end, trace, events } = await run(planFor('processes/shared_values.py', { python: path, arguments: [method] }))
    expect(end.status).toBe('finished')
    expect(validate(trace)).toEqual({ ok: true, value: null })
    expect(printed(events)).toEqual(['10 7 True'])
    expect([...trace.objects.values()].filter(({ kind }) => kind !== 'variable').map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'rlock lock of total',
      'rlock lock of cells',
      'lock own'
    ])
    const takings = (name: string): number => only(events, 'acquired').filter(({ object }) => objectName(trace, object) === name).length
    // two processes, five rounds, in each: `with`, one look, one change; in the end the parent looks once
    expect(takings('lock of total')).toBe(2 * 5 * 3 + 1)
    expect(takings('lock of cells')).toBe(2 * 5 * 2 + 1)
    expect(takings('own')).toBe(2)
  })

  test('variables are each process’s own', async () => {
    const { trace, events } = await run(planFor('processes/globals.py', { detail: 'access' }))
    expect(printed(events)).toEqual(['child has 2', 'parent has 1'])
    const lastOf = (name: RegExp): number | string | null | undefined =>
      only(events, 'written')
        .filter(({ object }) => name.test(objectName(trace, object)))
        .at(-1)?.value
    expect([lastOf(/^counter$/), lastOf(/^counter of child \d+$/)]).toEqual([1, 2])
  })

  test('what a child did is told too when all is over before anybody looks', async () => {
    const plan = planFor('processes/globals.py', { detail: 'access' })
    const launched = launch(plan, pythons[0]?.path ?? '', join(top, 'resources'))
    await once(launched.child, 'exit')
    const texts: string[] = []
    const listener = { header() {}, batch: (batch: EventColumns) => void texts.push(...batch.texts.values()), stage() {} }
    const late = liveRun(plan, launched.records, launched.command, listener, launched.clear)
    late.poll(true)
    late.close()
    launched.tidy()
    expect(texts).toEqual(expect.arrayContaining(['child has 2', 'parent has 1']))
  })

  test.skipIf(process.platform !== 'linux')(
    `${kills} runs in a row, killed at random moments: every recording opens, no process is left, no temporary file remains`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'recorder-test-'))
      vi.stubEnv('TMPDIR', folder)
      try {
        for (let round = 0; round < kills; round++)
          expect(await killOnce(methods[round % methods.length] ?? 'fork', Math.random() * 1500, round % 2 === 0, folder)).toEqual({
            problem: null,
            order: { ok: true, value: null },
            processes: [],
            semaphores: [],
            files: []
          })
      } finally {
        vi.unstubAllEnvs()
        rmSync(folder, { recursive: true, force: true })
      }
    }
  )

  test.each(methods)('what a manager keeps is used as without the lab, and its server is a process with a name (%s)', (method) =>
    everywhere(
      'processes/managed.py',
      ({ version, end, trace, events }) => {
        const said = JSON.parse(printed(events)[0] ?? '{}') as { all: number; done: string[]; server: number; workers: number[] }
        expect([version, end.status, said.all, said.done]).toEqual([version, 'finished', 15, ['worker 0', 'worker 1', 'worker 2']])
        const mains = [...said.workers, said.server].map((pid) => [...trace.threads.values()].find((thread) => thread.process === pid)?.name)
        expect(mains).toEqual(['worker 0', 'worker 1', 'worker 2', 'SyncManager-1'])
        const exits = only(events, 'processExited').map(({ process, code }) => [process, code])
        for (const pid of [...said.workers, said.server]) expect(exits).toContainEqual([pid, 0])
        expect(deadlocksAt(trace, trace.end)).toEqual([])
      },
      { arguments: [method] }
    )
  )
})

/** Records the family, kills it after a while (`byName`: the program itself, by its number; else the recording), and gives what is wrong or left. */
async function killOnce(method: string, afterMs: number, byName: boolean, folder: string): Promise<unknown> {
  const watched = watch(planFor('processes/family.py', { arguments: [method] }))
  await watched.until(() => watched.events().length > 0)
  // the moment is what is random here: there is nothing to wait for
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  const [first] = only(watched.events(), 'processStarted')
  if (byName && first !== undefined) process.kill(first.process, 'SIGKILL')
  else await watched.recording.kill()
  const end = await watched.recording.ended
  const semaphores = printed(watched.events()).map((line) => line.replace('named /', 'sem.'))
  return {
    problem: end.problem,
    order: validate(watched.trace()),
    processes: processesOf(sample('processes/family.py')),
    semaphores: readdirSync('/dev/shm').filter((name) => semaphores.includes(name)),
    files: readdirSync(folder)
  }
}

/** Living processes whose environment names a program as the one that is recorded. */
function processesOf(path: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      const isZombie = /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
      return !isZombie && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`LAB_FILE=${path}\0`)
    } catch {
      return false
    }
  })
}
