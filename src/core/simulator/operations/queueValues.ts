import type { Assembly } from '../assembly'
import { take, widthOf } from '../state/heap'
import { siteOf } from '../state/identity'
import { objectBase } from '../state/layout'
import { LayoutFull, mostOf } from '../state/layoutFull'
import { lockWord, queueWord } from '../state/objectWords'
import { word } from '../state/words'

/*
 * The values of a queue lie in the list arena, first in front, so that queues that hold the same are the same words. A queue has room for its bound, or for
 * `queueRoom` values when that is less; where more come, the layout is too small for all queues alike.
 *
 *   address → first | second | … | zeroes
 */

const siteAt = ({ program, layout }: Assembly, state: Int32Array, queue: number): number =>
  siteOf(program, word(state, objectBase(layout, queue) + lockWord.identity))

/** How many values a queue holds. */
export const lengthOf = ({ layout }: Pick<Assembly, 'layout'>, state: Int32Array, queue: number): number =>
  word(state, objectBase(layout, queue) + queueWord.length)

/** Whether a queue has as many values as it may. */
export function isFull({ layout }: Pick<Assembly, 'layout'>, state: Int32Array, queue: number): boolean {
  const capacity = word(state, objectBase(layout, queue) + queueWord.capacity)
  return capacity > 0 && word(state, objectBase(layout, queue) + queueWord.length) >= capacity
}

/** Words of the arena that a queue made at a site takes. */
export const roomOf = (assembly: Assembly, site: number, capacity: number): number => valuesOf(assembly, capacity) * widthOf(assembly, site)

const valuesOf = ({ layout }: Assembly, capacity: number): number =>
  capacity > 0 ? Math.min(capacity, layout.capacities.queueRoom) : layout.capacities.queueRoom

/** Gives a new queue its bound (0: none) and its room. */
export function furnish(assembly: Assembly, state: Int32Array, queue: number, site: number, capacity: number): void {
  const base = objectBase(assembly.layout, queue)
  state[base + queueWord.capacity] = capacity
  state[base + queueWord.address] = take(assembly, state, 'listWords', roomOf(assembly, site, capacity))
}

/** Whether no queue may hold one value more. */
export const holdsTooMany = (assembly: Pick<Assembly, 'layout'>, state: Int32Array, queue: number): boolean =>
  lengthOf(assembly, state, queue) >= mostOf.queueRoom

/** Puts a value at the end of a queue that is not full; throws `LayoutFull` when the layout has no room. */
export function enqueue(assembly: Assembly, state: Int32Array, queue: number, kind: number, payload: number): void {
  const { layout } = assembly
  const base = objectBase(layout, queue)
  const length = word(state, base + queueWord.length)
  if (length >= valuesOf(assembly, word(state, base + queueWord.capacity))) throw new LayoutFull(layout.capacities, 'queueRoom', length + 1)
  const site = siteAt(assembly, state, queue)
  const width = widthOf(assembly, site)
  const address = layout.arena + word(state, base + queueWord.address) + length * width
  if (width === 2) state[address] = kind
  else if (layout.elementKinds[site] !== kind) throw new Error(`a value of kind ${kind} came into a queue where none was foreseen`)
  state[address + width - 1] = payload
  state[base + queueWord.length] = length + 1
}

/** The code of the kind of a queue's first value, and its payload; the queue is not empty. */
export function firstIn(assembly: Assembly, state: Int32Array, queue: number): readonly [kind: number, payload: number] {
  const { layout } = assembly
  const address = layout.arena + word(state, objectBase(layout, queue) + queueWord.address)
  const fixed = layout.elementKinds[siteAt(assembly, state, queue)] ?? -1
  return fixed < 0 ? [word(state, address), word(state, address + 1)] : [fixed, word(state, address)]
}

/** Takes away the first value; the others move up. */
export function dequeue(assembly: Assembly, state: Int32Array, queue: number): void {
  const { layout } = assembly
  const base = objectBase(layout, queue)
  const width = widthOf(assembly, siteAt(assembly, state, queue))
  const length = word(state, base + queueWord.length)
  const address = layout.arena + word(state, base + queueWord.address)
  const end = address + length * width
  state.copyWithin(address, address + width, end)
  state.fill(0, end - width, end)
  state[base + queueWord.length] = length - 1
}
