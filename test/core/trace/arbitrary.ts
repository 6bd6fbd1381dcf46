import * as fc from 'fast-check'
import { traceBuilder } from '../../../src/core/trace/builder'
import { type Event, objectKinds, observedStates, purposes, runStatuses, snapshotKinds } from '../../../src/core/trace/event'
import { type Clock, type Header, traceVersion } from '../../../src/core/trace/header'
import { moment, noThread, objectId, processId, type ThreadId, threadId } from '../../../src/core/trace/ids'
import type { Trace } from '../../../src/core/trace/trace'
import { type Actor, madeUpWaits, waitObjects } from './madeUpWaits'

const happening = {
  at: fc.nat({ max: 2 ** 40 }).map(moment),
  thread: fc.integer({ min: -1, max: 9 }).map(threadId),
  line: fc.nat({ max: 500 })
}
const object = fc.nat({ max: 20 }).map(objectId)
const target = fc.nat({ max: 9 }).map(threadId)
const process = fc.nat({ max: 99_999 }).map(processId)
const word = fc.stringMatching(/^[a-z_]{1,9}$/)
const integer = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
const value = fc.oneof(integer, fc.string())
const seconds = fc.double({ min: 0, max: 100, noNaN: true })
const of = <Type extends Event['type'], Fields extends object>(type: Type, fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> }) =>
  // the type of a record with computed keys is beyond the compiler; what it holds is plain
  fc.record({ type: fc.constant(type), ...happening, ...fields }) as unknown as fc.Arbitrary<Pick<Event, 'at' | 'thread' | 'line'> & { type: Type } & Fields>

/** Any single event, legal beside others or not. */
export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  of('processStarted', { process, parent: process, command: fc.string() }),
  of('processExited', { process, code: fc.integer({ min: -64, max: 255 }) }),
  of('threadStarted', { parent: target, name: fc.string() }),
  of('threadEnded', {}),
  of('declared', { object, kind: fc.constantFrom(...objectKinds), name: fc.string(), capacity: fc.option(fc.nat({ max: 9 })) }),
  of('requested', { object, timeout: fc.option(seconds) }),
  of('requested', { object, timeout: fc.option(seconds), to: fc.constantFrom(...purposes.filter((to) => to !== 'any')) }),
  of('acquired', { object }),
  of('acquired', { object, tried: fc.constant(true as const) }),
  of('released', { object }),
  of('tryFailed', { object }),
  of('timedOut', { object }),
  of('joinBegan', { target }),
  of('joinBegan', { target, timeout: seconds }),
  of('joinBegan', { target, to: fc.constant('any' as const) }),
  of('joined', { target }),
  of('read', { object, value }),
  of('written', { object, value }),
  of('printed', { stream: fc.constantFrom('stdout' as const, 'stderr' as const), text: fc.string() }),
  of('raised', { kind: word, message: fc.string() }),
  of('sleepBegan', { seconds }),
  of('sleepEnded', {}),
  of('reached', {}),
  of('dropped', { count: fc.nat(), since: fc.option(fc.nat().map(moment)) }),
  of('marked', { text: fc.string() }),
  of('waitBegan', { object, timeout: fc.option(seconds) }),
  of('waitBegan', { object, timeout: fc.option(seconds), to: fc.constant('any' as const) }),
  of('woken', { object }),
  of('notified', { object, target: fc.integer({ min: -1, max: 9 }).map(threadId) }),
  of('put', { object, value }),
  of('got', { object, value }),
  of('taskDone', { object }),
  of('set', { object }),
  of('cleared', { object }),
  of('arrived', { object }),
  of('broken', { object }),
  of('acquiredShared', { object }),
  of('releasedShared', { object }),
  of('chose', { value }),
  of('threadStarted', { parent: target, name: fc.string(), process }),
  of('taskStarted', { parent: target, loop: target, name: fc.string() }),
  of('resumed', {}),
  of('suspended', { on: fc.string() }),
  of('cancelAsked', { target }),
  of('cancelled', {}),
  of('workBegan', { object, name: fc.string() }),
  of('workEnded', { object }),
  of('observed', { state: fc.constantFrom(...observedStates), cpu: fc.option(fc.nat({ max: 255 })) }),
  of('measured', { process, name: fc.string(), value: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
  of('snapshot', { process, kind: fc.constantFrom(...snapshotKinds), json: fc.json() }),
  of('ended', { status: fc.constantFrom(...runStatuses), dropped: fc.nat() })
)

/** A header for made-up runs. */
export const madeUpHeader = (clock: Clock): Header => ({
  version: traceVersion,
  engine: 'simulator',
  observer: 'model',
  detail: 'access',
  program: null,
  arguments: [],
  set: {},
  scheduler: 'random',
  clock,
  host: null,
  tool: 'test'
})

/** The objects of every made-up run, by id. */
const objects = [
  { kind: 'lock', name: 'lock_a', capacity: null },
  { kind: 'lock', name: 'lock_b', capacity: null },
  { kind: 'rlock', name: 'rlock', capacity: null },
  { kind: 'semaphore', name: 'pool', capacity: 2 },
  { kind: 'variable', name: 'counter', capacity: null }
] as const

/**
 * A made-up but legal run: threads lock, wait, release (also each other's locks), join, sleep, write, print, use what `madeUpWaits` has, and end as the numbers of `choices` say; three numbers an
 * event. Some deadlock. Equal choices give equal runs.
 */
export function madeUpRun(choices: readonly number[], clock: Clock = { unit: 'steps' }): Trace {
  const builder = traceBuilder(madeUpHeader(clock))
  const actors: Actor[] = [0, 1, 2, 3].map((id) => ({ id: threadId(id), wait: 'none', on: -1, told: false }))
  const owner = [-1, -1, -1]
  const depth = [0, 0, 0]
  let permits = 2
  let now = 0
  const common = (thread: ThreadId) => ({ at: moment(now), thread, line: 1 + (builder.length % 7) })
  for (const { id } of actors) builder.add({ type: 'threadStarted', ...common(id), parent: id === 0 ? noThread : threadId(0), name: `T${id}` })
  const declarations = [...objects, ...waitObjects]
  declarations.forEach((declared, id) => builder.add({ type: 'declared', ...common(threadId(0)), object: objectId(id), ...declared }))

  const isFree = (on: number, by: number): boolean => (on === 3 ? permits > 0 : owner[on] === -1 || (on === 2 && owner[2] === by))
  function acquire(actor: Actor, on: number): void {
    builder.add({ type: 'acquired', ...common(actor.id), object: objectId(on) })
    if (on === 3) permits--
    else {
      owner[on] = actor.id
      depth[on] = (depth[on] ?? 0) + 1
    }
    actor.wait = 'none'
  }
  function release(actor: Actor, on: number): void {
    if (on === 3 ? permits === 2 : owner[on] === -1 || (on === 2 && owner[2] !== actor.id)) return
    builder.add({ type: 'released', ...common(actor.id), object: objectId(on) })
    if (on === 3) permits++
    else {
      depth[on] = (depth[on] ?? 1) - 1
      if (depth[on] === 0) owner[on] = -1
    }
  }
  const waits = madeUpWaits(
    actors,
    (event) => builder.add(event),
    common,
    {
      isOwner: (actor) => owner[0] === actor.id,
      release: (actor) => release(actor, 0),
      take(actor) {
        if (isFree(0, actor.id)) return acquire(actor, 0)
        Object.assign(actor, { wait: 'object', on: 0 })
        builder.add({ type: 'requested', ...common(actor.id), object: objectId(0), timeout: null })
      }
    },
    clock
  )
  function act(actor: Actor, what: number, which: number): void {
    const on = which % 4
    switch (what % 16) {
      case 0:
      case 1:
      case 2:
      case 3:
        if (isFree(on, actor.id)) return acquire(actor, on)
        actor.wait = what % 32 === 16 ? 'timed' : 'object'
        actor.on = on
        builder.add({ type: 'requested', ...common(actor.id), object: objectId(on), timeout: actor.wait === 'timed' ? 1 : null })
        return
      case 4:
      case 5:
        return release(actor, on)
      case 6:
        builder.add({ type: 'written', ...common(actor.id), object: objectId(4), value: which })
        return
      case 7:
        builder.add({ type: 'printed', ...common(actor.id), stream: 'stdout', text: `line ${which}` })
        return
      case 8:
        actor.wait = 'sleep'
        builder.add({ type: 'sleepBegan', ...common(actor.id), seconds: 1 })
        return
      case 9:
        if (on === actor.id) return
        actor.wait = 'join'
        actor.on = on
        builder.add({ type: 'joinBegan', ...common(actor.id), target: threadId(on) })
        return
      case 11:
      case 12:
      case 13:
      case 14:
      case 15:
        return waits.act(actor, (what % 16) - 11, which)
      default:
        if (which % 5 > 0) return
        actor.wait = 'ended'
        builder.add({ type: 'threadEnded', ...common(actor.id) })
    }
  }
  function goOn(actor: Actor): void {
    switch (actor.wait) {
      case 'timed':
      case 'object':
        if (isFree(actor.on, actor.id)) acquire(actor, actor.on)
        else if (actor.wait === 'timed') {
          builder.add({ type: 'timedOut', ...common(actor.id), object: objectId(actor.on) })
          actor.wait = 'none'
        }
        return
      case 'join':
        if (actors[actor.on]?.wait !== 'ended') return
        builder.add({ type: 'joined', ...common(actor.id), target: threadId(actor.on) })
        actor.wait = 'none'
        return
      case 'sleep':
        builder.add({ type: 'sleepEnded', ...common(actor.id) })
        actor.wait = 'none'
        return
      case 'none':
      case 'ended':
        return
      case 'set':
      case 'put':
      case 'get':
      case 'drain':
      case 'share':
      case 'own':
        waits.goOn(actor)
    }
  }
  for (let i = 0; i + 2 < choices.length; i += 3) {
    const [who = 0, what = 0, which = 0] = choices.slice(i, i + 3)
    const actor = actors[who % actors.length]
    if (actor === undefined) continue
    now += clock.unit === 'steps' ? 1 : which % 3
    if (actor.wait === 'none') act(actor, what, which)
    else goOn(actor)
  }
  return builder.trace()
}

/** Made-up runs of up to 150 actions in either clock. */
export const anyRun: fc.Arbitrary<Trace> = fc
  .tuple(
    fc.array(fc.nat({ max: 1000 }), { maxLength: 450, size: 'max' }),
    fc.constantFrom<Clock>({ unit: 'steps' }, { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' })
  )
  .map(([choices, clock]) => madeUpRun(choices, clock))
