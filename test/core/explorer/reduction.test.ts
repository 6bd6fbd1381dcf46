import { oneof, sample } from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Machine } from '../../../src/core/simulator/assemble'
import { listBase, listWord, objectBase, threadBase, threadWord } from '../../../src/core/simulator/state/layout'
import { word } from '../../../src/core/simulator/state/words'
import { createMachine } from '../../../src/core/simulator/machine'
import { compiledNotation, knownPrograms } from '../notation/facts'
import { endsOf } from './ends'
import { smallModel } from './programs'

const wanted = 3_000
// larger ones are left out: they take longest and tell least
const most = 300

type Future = Uint8Array
type Spoil = (machine: Machine, state: Int32Array, future: Future) => void
// what is wrong with the reduction now; nothing, but in the tests that prove that a fault would be seen
const fault = vi.hoisted(() => ({ spoil: null as unknown }))

vi.mock('../../../src/core/explorer/search/futures', async (original) => {
  const real = await original<typeof import('../../../src/core/explorer/search/futures')>()
  const futureOf: typeof real.futureOf = (machine, state, thread) => {
    const future = real.futureOf(machine, state, thread)
    const spoil = fault.spoil as Spoil | null
    spoil?.(machine, state, future)
    return future
  }
  return { ...real, futureOf }
})

beforeEach(() => void (fault.spoil = null))

// small models made to catch reductions, then as many models made up as are asked for, always the same
function* models(): Generator<string> {
  for (const { id, program } of knownPrograms) if (id.startsWith('por-')) yield program
  for (let seed = 1; ; seed++) yield* sample(oneof(smallModel(false), smallModel(true)), { numRuns: 500, seed })
}

/** Compares so many models by both searches, and stops at the first that does not end the same way by both: its source, and what was worth comparing till then. */
function firstDifference(): { readonly source: string | null; readonly deadlocks: number; readonly failures: number; readonly choices: number } {
  const seen = { compared: 0, deadlocks: 0, failures: 0, choices: 0 }
  for (const source of models()) {
    if (seen.compared === wanted) break
    // four threads take most of the time, and three already find all that is to be found
    if (source.includes('thread T3')) continue
    const machine = createMachine(compiledNotation(source))
    const full = endsOf(machine, false, most)
    if (full === null) continue
    if (JSON.stringify(endsOf(machine, true, most)) !== JSON.stringify(full)) return { source, ...seen }
    seen.compared++
    if (full.deadlocks.length > 0) seen.deadlocks++
    if (full.failed.length > 0) seen.failures++
    if (full.finished.length > 1) seen.choices++
  }
  return { source: null, ...seen }
}

test(`${wanted} models that nobody thought of end the same way whether all orders are searched or only those that differ`, () => {
  const { source, deadlocks, failures, choices } = firstDifference()
  expect(source).toBeNull()
  // they are worth comparing
  expect(Math.min(deadlocks, failures, choices)).toBeGreaterThan(wanted / 20)
})

const write = 2
const forget = (future: Future, address: number, what: number): void => void (future[address] = (future[address] ?? 0) & ~what)

// who waits for an end does not see who may bring it
function ignoreEnds({ layout }: Machine, _state: Int32Array, future: Future): void {
  for (let thread = 0; thread < layout.capacities.threads; thread++) forget(future, threadBase(layout, thread) + threadWord.status, write)
}

// who waits for a lock does not see who may give it back
function ignoreLocks({ layout }: Machine, _state: Int32Array, future: Future): void {
  for (let object = 0; object < layout.capacities.objects; object++) forget(future, objectBase(layout, object), write)
}

// an index that only the run tells counts for the first element
function ignoreIndices({ layout }: Machine, state: Int32Array, future: Future): void {
  for (let list = 0; list < layout.capacities.lists; list++) {
    const first = layout.arena + word(state, listBase(layout, list) + listWord.address)
    for (let at = 1; at < word(state, listBase(layout, list) + listWord.length); at++) if (future[first + at] === future[first]) future[first + at] = 0
  }
}

test.each([
  ['who may end while somebody joins it', ignoreEnds],
  ['who may give back an awaited lock', ignoreLocks],
  ['elements behind a computed index', ignoreIndices]
])('a reduction that forgets %s is found out by one of them', (_, spoil) => {
  fault.spoil = spoil
  expect(firstDifference().source).not.toBeNull()
})
