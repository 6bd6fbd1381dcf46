import type { Program, Site } from '../program/program'
import type { Assembly } from './assembly'
import { elementAddress, elementKind, listLength } from './heap'
import { conditionOf, identityName, siteOf } from './identity'
import { header, listBase, objectBase, threadBase, threadWord } from './layout'
import { kindIn } from './place'
import { word } from './words'

/** A thread's name. */
export const nameOfThread = ({ layout, pools }: Assembly, state: Int32Array, thread: number): string =>
  pools.text(word(state, threadBase(layout, thread) + threadWord.name))

/** A synchronisation object's name: the variable that first held it. */
export function nameOfObject(assembly: Assembly, state: Int32Array, object: number): string {
  const identity = word(state, objectBase(assembly.layout, object))
  return identity < 0 ? `lock of ${nameOfObject(assembly, state, conditionOf(identity))}` : identityName(assembly.program, identity)
}

/** What a synchronisation object is. */
export function kindOfObject({ program, layout }: Assembly, state: Int32Array, object: number): Site['kind'] {
  const identity = word(state, objectBase(layout, object))
  const site = program.sites[siteOf(program, identity)]
  if (identity < 0) return 'rlock'
  if (site === undefined) throw new Error(`no site made object ${object}`)
  return site.kind
}

/** Whether an object is the event that a future is. */
export const isFuture = ({ program, layout }: Assembly, state: Int32Array, object: number): boolean =>
  program.sites[siteOf(program, word(state, objectBase(layout, object)))]?.role === 'future'

/** A list's name. */
export const nameOfList = ({ program, layout }: Assembly, state: Int32Array, list: number): string => identityName(program, word(state, listBase(layout, list)))

/** Told of a shared variable: its name, the address of its payload, the code of its kind now, and the line that made it (0 unknown). */
export type VisitVariable = (name: string, address: number, kind: number, line: number) => void

/** Whether accesses to a shared variable, or to elements of the list of its name, are synchronisation. */
export function isAtomic({ names }: Program, variable: string): boolean {
  const name = variable.replace(/\[.*$/, '')
  return names.some((one) => one.atomic === true && one.name === name)
}

/** Visits each shared variable that exists: names in the order of the text, then elements of shared lists in order of creation. */
export function eachVariable(machine: Assembly, state: Int32Array, visit: VisitVariable): void {
  const { program, layout } = machine
  program.names.forEach(({ name, shared }, number) => {
    const place = layout.names[number]
    if (shared && place !== undefined) visit(name, place.payloadAt, kindIn(place, state, 0), 0)
  })
  for (let list = 0; list < word(state, header.lists); list++) eachElement(machine, state, list, visit)
}

/** Visits each element of a list, if they are shared. */
export function eachElement(machine: Assembly, state: Int32Array, list: number, visit: VisitVariable): void {
  const { program, layout } = machine
  const made = program.sites[siteOf(program, word(state, listBase(layout, list)))]
  if (made?.elements?.shared !== true) return
  for (let index = 0; index < listLength(machine, state, list); index++) {
    const name = `${nameOfList(machine, state, list)}[${index}]`
    visit(name, elementAddress(machine, state, list, index), elementKind(machine, state, list, index), made.span.line)
  }
}
