import type { ObjectKind } from '../../trace/event'
import type { Machine } from '../assemble'
import { objectBase } from '../state/layout'
import { isFuture, kindOfObject, nameOfObject } from '../telling/names'
import { barrierWord, lockWord, queueWord } from '../state/objectWords'
import { word } from '../state/words'

/** What a trace is told of a synchronisation object when it is made; `capacity` as in the event `declared`. */
export function declarationOf(
  machine: Machine,
  state: Int32Array,
  object: number
): { readonly kind: ObjectKind; readonly name: string; readonly capacity: number | null } {
  const kind = kindOfObject(machine, state, object)
  if (kind === 'thread' || kind === 'list' || kind === 'record') throw new Error(`a ${kind} was made where synchronisation objects are`)
  const base = objectBase(machine.layout, object)
  const name = nameOfObject(machine, state, object)
  if (kind === 'semaphore' || kind === 'boundedSemaphore') return { kind, name, capacity: word(state, base + lockWord.second) }
  if (kind === 'barrier') return { kind, name, capacity: word(state, base + barrierWord.parties) }
  const most = word(state, base + queueWord.capacity)
  if (kind === 'queue') return { kind, name, capacity: most > 0 ? most : null }
  return { kind: isFuture(machine, state, object) ? 'future' : kind, name, capacity: null }
}
