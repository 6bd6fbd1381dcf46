import type { Assembly } from './assembly'
import { listLength, elementAddress } from './heap'
import { identityName } from './identity'
import { header, listBase, lockBase, threadBase, threadWord } from './layout'
import { word } from './words'

type Named = Pick<Assembly, 'program' | 'layout' | 'pools' | 'context' | 'results'>

/** A thread's name. */
export const nameOfThread = ({ layout, pools }: Named, state: Int32Array, thread: number): string =>
  pools.text(word(state, threadBase(layout, thread) + threadWord.name))

/** A lock's name: the variable that first held it. */
export const nameOfLock = ({ program, layout }: Named, state: Int32Array, lock: number): string => identityName(program, word(state, lockBase(layout, lock)))

/** A list's name. */
export const nameOfList = ({ program, layout }: Named, state: Int32Array, list: number): string => identityName(program, word(state, listBase(layout, list)))

/** Calls back for each shared variable that exists: names in the order of the text, then elements of shared lists in order of creation. */
export function eachVariable(
  machine: Named,
  state: Int32Array,
  visit: (name: string, address: number, kindAddress: number, fixedKind: number, line: number) => void
): void {
  const { program, layout } = machine
  program.names.forEach(({ name, shared }, number) => {
    const place = layout.names[number]
    if (shared && place !== undefined) visit(name, place.payloadAt, place.kindAt, place.kind, 0)
  })
  for (let list = 0; list < word(state, header.lists); list++) eachElement(machine, state, list, visit)
}

/** Calls back for each element of a list whose elements are shared. */
export function eachElement(
  machine: Named,
  state: Int32Array,
  list: number,
  visit: (name: string, address: number, kindAddress: number, fixedKind: number, line: number) => void
): void {
  const { program, layout } = machine
  const site = word(state, listBase(layout, list)) % program.sites.length
  const made = program.sites[site]
  if (made?.elements?.shared !== true) return
  const fixed = layout.elementKinds[site] ?? -1
  for (let index = 0; index < listLength(machine, state, list); index++) {
    const address = elementAddress(machine, state, list, index)
    visit(`${nameOfList(machine, state, list)}[${index}]`, address, fixed < 0 ? address - 1 : -1, Math.max(fixed, 0), made.span.line)
  }
}
