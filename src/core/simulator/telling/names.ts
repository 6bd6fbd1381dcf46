import type { Program, Site } from '../../program/program'
import type { Assembly } from '../assembly'
import { elementAddress, elementKind, listLength } from '../state/heap'
import { conditionOf, identityName, processOf, siteOf } from '../state/identity'
import { header, listBase, namesOf, objectBase, threadBase, threadWord } from '../state/layout'
import { kindIn } from '../state/place'
import { word } from '../state/words'

/** A thread's name. */
export const nameOfThread = ({ layout, pools }: Assembly, state: Int32Array, thread: number): string =>
  pools.text(word(state, threadBase(layout, thread) + threadWord.name))

/** A synchronisation object's name: the variable that first held it. */
export function nameOfObject(assembly: Assembly, state: Int32Array, object: number): string {
  const identity = word(state, objectBase(assembly.layout, object))
  return identity < 0
    ? `lock of ${nameOfObject(assembly, state, conditionOf(identity))}`
    : `${ownerOf(assembly, state, identity)}${identityName(assembly.program, identity)}`
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

/** Whether an object is the condition at which a task waits for others: nobody hears of it. */
export const isWake = ({ program, layout }: Assembly, state: Int32Array, object: number): boolean =>
  program.sites[siteOf(program, word(state, objectBase(layout, object)))]?.role === 'wake'

/** A list's name. */
function nameOfList(assembly: Assembly, state: Int32Array, list: number): string {
  const identity = word(state, listBase(assembly.layout, list))
  return `${ownerOf(assembly, state, identity)}${identityName(assembly.program, identity)}`
}

/** Whose copy it is, where a process has one of its own: `Process-1: `. */
function ownerOf(assembly: Assembly, state: Int32Array, identity: number): string {
  const process = assembly.layout.own < 0 ? 0 : processOf(assembly.program, identity)
  return process === 0 ? '' : `${nameOfThread(assembly, state, process)}: `
}

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
  for (let thread = 1; layout.own >= 0 && thread < word(state, header.threads); thread++) eachCopy(machine, state, thread, visit)
  for (let list = 0; list < word(state, header.lists); list++) if (isThere(machine, state, list)) eachElement(machine, state, list, visit)
}

// what a process had is gone with it
function isThere({ program, layout }: Assembly, state: Int32Array, list: number): boolean {
  const process = layout.own < 0 ? 0 : processOf(program, word(state, listBase(layout, list)))
  return process === 0 || namesOf(layout, state, threadBase(layout, process)) !== 0
}

/** Visits the copies that a process has of shared names. */
function eachCopy(machine: Assembly, state: Int32Array, process: number, visit: VisitVariable): void {
  const { program, layout } = machine
  const at = namesOf(layout, state, threadBase(layout, process))
  if (at === 0) return
  program.names.forEach(({ name, shared }, number) => {
    const place = layout.names[number]
    if (shared && place !== undefined) visit(`${nameOfThread(machine, state, process)}: ${name}`, at + place.payloadAt, kindIn(place, state, at), 0)
  })
}

/** Visits all that a process has copies of: names, and elements of lists. */
export function eachOwn(machine: Assembly, state: Int32Array, process: number, visit: VisitVariable): void {
  if (machine.layout.own < 0) return
  eachCopy(machine, state, process, visit)
  for (let list = 0; list < word(state, header.lists); list++)
    if (processOf(machine.program, word(state, listBase(machine.layout, list))) === process) eachElement(machine, state, list, visit)
}

/** What an element of a list is called: `items[2]`; of a shared number `v.value`. */
export function nameOfElement(machine: Assembly, state: Int32Array, list: number, index: number): string {
  const { program, layout } = machine
  const isNumber = program.sites[siteOf(program, word(state, listBase(layout, list)))]?.role === 'value'
  return `${nameOfList(machine, state, list)}${isNumber ? '.value' : `[${index}]`}`
}

/** Visits each element of a list, if they are shared. */
export function eachElement(machine: Assembly, state: Int32Array, list: number, visit: VisitVariable): void {
  const { program, layout } = machine
  const made = program.sites[siteOf(program, word(state, listBase(layout, list)))]
  if (made?.elements?.shared !== true) return
  for (let index = 0; index < listLength(machine, state, list); index++) {
    visit(nameOfElement(machine, state, list, index), elementAddress(machine, state, list, index), elementKind(machine, state, list, index), made.span.line)
  }
}
