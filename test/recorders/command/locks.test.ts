import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { objectName, threadName, type Trace } from '../../../src/core/trace/trace'
import { deadlocked, everyLock, robustAndChildren } from './programs'
import { compiled, eventsOf, hasCompiler, recordCommand } from './recordedCommand'

const root = join(import.meta.dirname, '../../..')
const isX64 = process.platform === 'linux' && process.arch === 'x64'
/** The compiler that made the shipped library. */
const maker = 'gcc (Debian 12.2.0-14+deb12u1) 12.2.0'
const compiler = hasCompiler ? (execFileSync('gcc', ['--version'], { encoding: 'utf8' }).split('\n')[0] ?? '') : ''

const countOf = (trace: Trace, type: 'acquired' | 'released' | 'acquiredShared' | 'notified' | 'arrived', name: string): number =>
  eventsOf(trace, type).filter(({ object }) => objectName(trace, object) === name).length

describe.skipIf(!isX64 || !hasCompiler)('a native program that records its own locks', () => {
  test('every operation is there, once, under the name of its variable and its thread', async () => {
    const { trace, end } = await recordCommand([compiled('every_lock', everyLock)], { locks: true })
    expect(end.status).toBe('finished')
    // one lock and one unlock each round, and one more for each wait at the condition
    const waits = eventsOf(trace, 'waitBegan').filter(({ object }) => objectName(trace, object) === 'filled').length
    expect(countOf(trace, 'acquired', 'store')).toBe(2 * 50 + waits)
    expect(countOf(trace, 'released', 'store')).toBe(2 * 50 + waits)
    expect(countOf(trace, 'acquired', 'places')).toBe(50)
    expect(countOf(trace, 'released', 'places')).toBe(50)
    expect(countOf(trace, 'acquiredShared', 'book')).toBe(20)
    expect(countOf(trace, 'acquired', 'book')).toBe(10)
    expect(countOf(trace, 'arrived', 'gate')).toBe(2)
    expect(countOf(trace, 'acquired', 'forks[1]')).toBe(10)
    expect(eventsOf(trace, 'acquired').flatMap(({ object, tried }) => (tried ? [objectName(trace, object)] : []))).toEqual(['forks[0]'])
    const names = [...trace.threads.values()].map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['every_lock', 'producer', 'consumer', 'reader', 'reader 2', 'writer']))
    // threads that live for some microseconds are seen too
    expect(names.filter((name) => name.startsWith('brief')).length).toBe(30)
    expect(eventsOf(trace, 'joined').filter(({ target }) => threadName(trace, target).startsWith('brief')).length).toBe(30)
  })

  test('waits for children, which samples see, and what threads record themselves make one possible order', async () => {
    const { trace, end } = await recordCommand([compiled('robust', robustAndChildren)], { locks: true })
    expect(end.status).toBe('finished')
    // the owner that ended with its robust mutex, and the one after it
    expect(countOf(trace, 'acquired', 'robust')).toBe(2)
    expect(eventsOf(trace, 'joined').filter(({ target }) => /^(brief|dies)/.test(threadName(trace, target))).length).toBe(21)
  })

  test('a deadlock is recognised while it hangs', async () => {
    const { trace, end } = await recordCommand([compiled('deadlocked', deadlocked)], { locks: true })
    expect(end.status).toBe('deadlock')
    expect(deadlocksAt(trace, trace.end)[0]).toMatchObject({
      verdict: 'deadlock',
      words: 'there waits for lock_b, held by back; back waits for lock_a, held by there'
    })
  })

  test('a program that is linked statically is sampled, and the recording says why', async () => {
    const { trace, end } = await recordCommand([compiled('static_one', deadlocked, '-static')], { locks: true })
    expect(end.status).toBe('deadlock')
    expect(eventsOf(trace, 'marked').map(({ text }) => text)).toContain(
      'locks are seen by samples only: it is linked statically: nothing can be loaded in front of it'
    )
  })

  test.skipIf(compiler !== maker)(`the library is what ${maker} makes of its source`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab-native-'))
    execFileSync(process.execPath, [join(root, 'scripts/build-native.mjs'), folder])
    const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
    expect(hash(join(folder, 'locks-x64.so'))).toBe(hash(join(root, 'resources/native/locks-x64.so')))
    rmSync(folder, { recursive: true })
  })
})
