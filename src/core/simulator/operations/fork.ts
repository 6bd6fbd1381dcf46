import { type Assembly, frameOf, functionAt } from '../assembly'
import { elementAddress, elementKind, listLength, newList, newObject, setElement } from '../state/heap'
import { copiedFor, siteOf } from '../state/identity'
import { isObject, kindCodes } from '../state/kindCodes'
import { listBase, listWord, namesOf, objectBase, ownership, threadBase, threadWord } from '../state/layout'
import { lockWord } from '../state/objectWords'
import { kindIn, put } from '../state/place'
import { word } from '../state/words'

/**
 * What `fork` does to memory: the process that starts gets a copy of every name as it is now, and of every list and every lock, semaphore and event of
 * `threading` that these names and its arguments hold, however deep; a lock that is held is held in the copy too, by somebody who is not there. What
 * `multiprocessing` made stays shared. Gives the copies of rlocks that the process owns from its beginning, once for each time; null when a copy would have no
 * identity: there are too many.
 */
export function forkMemory(assembly: Assembly, state: Int32Array, process: number, line: number): readonly number[] | null {
  const { program, layout, context } = assembly
  const copies = new Map<string, number>()
  const owned: number[] = []
  const lost: number[] = []
  const marked = (identity: number): number => copiedFor(program, identity, process) ?? -1
  const isShared = (identity: number): boolean => program.sites[siteOf(program, identity)]?.role !== undefined
  if (marked(program.sites.length * 2 ** 14 - 1) < 0) return null

  function copyOf(kind: number, payload: number): number {
    if (kind !== kindCodes.list && !isObject(kind)) return payload
    const identity = word(state, kind === kindCodes.list ? listBase(layout, payload) : objectBase(layout, payload))
    if (identity < 0 || isShared(identity)) return payload
    const key = `${kind} ${payload}`
    const known = copies.get(key)
    if (known !== undefined) return known
    if (kind !== kindCodes.list) {
      const object = newObject(assembly, state, marked(identity))
      copies.set(key, object)
      for (let at = 1; at < layout.objectSize; at++) state[objectBase(layout, object) + at] = word(state, objectBase(layout, payload) + at)
      // the thread that forks is the one that goes on in the child: what it owns it owns there
      const owner = objectBase(layout, object) + lockWord.first
      const goesAlong = kind === kindCodes.rlock && word(state, owner) === context.thread + 1
      if (goesAlong) state[owner] = process + 1
      context.witness?.made(context.thread, line, object)
      if (goesAlong) for (let depth = word(state, objectBase(layout, object) + lockWord.second); depth > 0; depth--) owned.push(object)
      else if (kind === kindCodes.lock && word(state, owner) !== 0) lost.push(object)
      return object
    }
    const length = listLength(assembly, state, payload)
    const list = newList(assembly, state, siteOf(program, identity), length)
    copies.set(key, list)
    state[listBase(layout, list) + listWord.identity] = marked(identity)
    state[listBase(layout, list) + listWord.length] = length
    for (let at = 0; at < length; at++) {
      const held = elementKind(assembly, state, payload, at)
      setElement(assembly, state, list, at, held, copyOf(held, word(state, elementAddress(assembly, state, payload, at))))
    }
    return list
  }

  const slot = threadBase(layout, process)
  const from = namesOf(layout, state, threadBase(layout, context.thread))
  state[slot + layout.own] = ownership.copied
  const to = namesOf(layout, state, slot)
  for (const place of layout.names) {
    const kind = kindIn(place, state, from)
    put(place, state, to, kind, copyOf(kind, word(state, from + place.payloadAt)))
  }
  if (word(state, slot + threadWord.failure) === 0) copyArguments(assembly, state, slot, copyOf)
  // held by who holds what it was copied from, who will never give it back
  for (const lock of lost) context.witness?.acquired(context.thread, line, lock)
  return owned
}

function copyArguments(assembly: Assembly, state: Int32Array, slot: number, copyOf: (kind: number, payload: number) => number): void {
  const { program, layout } = assembly
  const target = functionAt(program, word(state, slot + threadWord.pc))
  for (const place of frameOf(layout.frames, target).registers.slice(0, program.functions[target]?.parameters ?? 0)) {
    const kind = kindIn(place, state, slot)
    put(place, state, slot, kind, copyOf(kind, word(state, slot + place.payloadAt)))
  }
}
