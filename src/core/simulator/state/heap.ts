import type { Assembly } from '../assembly'
import { identityOf, placedAt, siteOf } from './identity'
import { isObject, kindCodes } from './kindCodes'
import { type Capacities, header, listBase, listWord, objectBase } from './layout'
import { LayoutFull, mostOf } from './layoutFull'
import { lockWord } from './objectWords'
import { word } from './words'

/** What a state counts in its header. */
type Counted = Exclude<keyof Capacities, 'queueRoom'>

/** Whether one more (or `more` words more) would be over what any program may make. */
export const tooMany = (state: Int32Array, what: Counted, more = 1): boolean => word(state, header[what]) + more > mostOf[what]

/** What the lab says when a program makes too many locks, conditions, events, barriers and queues together. */
export const tooManyObjects = 'the lab holds no more than 10,000 locks and the like'

/** Takes the next number of a kind of thing, or words of the arena; throws `LayoutFull` when the layout has no room. */
export function take({ layout }: Assembly, state: Int32Array, what: Counted, more = 1): number {
  const next = word(state, header[what])
  if (next + more > layout.capacities[what]) throw new LayoutFull(layout.capacities, what, next + more)
  state[header[what]] = next + more
  return next
}

/** Makes a synchronisation object with zeroes for all words but its identity. Gives its number. */
export function newObject(assembly: Assembly, state: Int32Array, identity: number): number {
  const object = take(assembly, state, 'objects')
  state[objectBase(assembly.layout, object) + lockWord.identity] = identity
  return object
}

/** Makes a list with room for so many elements, and none yet. Gives its number. */
export function newList(assembly: Assembly, state: Int32Array, site: number, room: number): number {
  const list = take(assembly, state, 'lists')
  const base = listBase(assembly.layout, list)
  state[base + listWord.identity] = identityOf(site)
  state[base + listWord.address] = take(assembly, state, 'listWords', room * widthOf(assembly, site))
  state[base + listWord.length] = 0
  state[base + listWord.room] = room
  return list
}

/** Words that an element of what a site makes takes. */
export const widthOf = ({ layout }: Pick<Assembly, 'layout'>, site: number): number => ((layout.elementKinds[site] ?? -1) < 0 ? 2 : 1)

/** How many elements a list has. */
export const listLength = ({ layout }: Assembly, state: Int32Array, list: number): number => word(state, listBase(layout, list) + listWord.length)

/** Adds an element at a list's end. */
export function append(assembly: Assembly, state: Int32Array, list: number, kind: number, payload: number): void {
  const base = listBase(assembly.layout, list)
  const length = word(state, base + listWord.length)
  if (length === word(state, base + listWord.room)) makeRoom(assembly, state, base, length)
  state[base + listWord.length] = length + 1
  setElement(assembly, state, list, length, kind, payload)
  nameByPlace(assembly, state, kind, payload, length)
}

function makeRoom(assembly: Assembly, state: Int32Array, base: number, length: number): void {
  const width = widthOf(assembly, siteOf(assembly.program, word(state, base + listWord.identity)))
  const address = word(state, base + listWord.address)
  const atTheEnd = address + length * width === word(state, header.listWords)
  const room = atTheEnd ? length + 1 : Math.max(4, length * 2)
  if (atTheEnd) take(assembly, state, 'listWords', width)
  else {
    const moved = take(assembly, state, 'listWords', room * width)
    const from = assembly.layout.arena + address
    state.copyWithin(assembly.layout.arena + moved, from, from + length * width)
    state.fill(0, from, from + length * width)
    state[base + listWord.address] = moved
  }
  state[base + listWord.room] = room
}

// what a list is the first to hold is called after its place there: `forks[2]`
function nameByPlace({ program, layout }: Assembly, state: Int32Array, kind: number, payload: number, index: number): void {
  const event = kind === kindCodes.record ? eventOf({ program, layout }, state, payload) : -1
  if (event >= 0) state[objectBase(layout, event)] = placedAt(program, word(state, objectBase(layout, event)), index)
  const held = kind === kindCodes.list ? listBase(layout, payload) : isObject(kind) ? objectBase(layout, payload) : -1
  if (held >= 0) state[held] = placedAt(program, word(state, held), index)
}

/** The event of the future that a record is; -1 when it is something else. */
export function eventOf(assembly: Pick<Assembly, 'program' | 'layout'>, state: Int32Array, record: number): number {
  return elementKind(assembly, state, record, 0) === kindCodes.event ? word(state, elementAddress(assembly, state, record, 0)) : -1
}

/** The address of an element's payload, in bounds. */
export function elementAddress(assembly: Pick<Assembly, 'program' | 'layout'>, state: Int32Array, list: number, index: number): number {
  const base = listBase(assembly.layout, list)
  const width = widthOf(assembly, siteOf(assembly.program, word(state, base + listWord.identity)))
  return assembly.layout.arena + word(state, base + listWord.address) + index * width + width - 1
}

/** The code of an element's kind. */
export function elementKind(assembly: Pick<Assembly, 'program' | 'layout'>, state: Int32Array, list: number, index: number): number {
  const fixed = assembly.layout.elementKinds[siteOf(assembly.program, word(state, listBase(assembly.layout, list) + listWord.identity))] ?? -1
  return fixed < 0 ? word(state, elementAddress(assembly, state, list, index) - 1) : fixed
}

/** Puts an element there, in bounds. */
export function setElement(assembly: Assembly, state: Int32Array, list: number, index: number, kind: number, payload: number): void {
  const fixed = assembly.layout.elementKinds[siteOf(assembly.program, word(state, listBase(assembly.layout, list) + listWord.identity))] ?? -1
  const address = elementAddress(assembly, state, list, index)
  if (fixed < 0) state[address - 1] = kind
  else if (fixed !== kind) throw new Error(`an element of kind ${kind} came where only kind ${fixed} was foreseen`)
  state[address] = payload
}
