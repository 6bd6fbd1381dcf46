import type { Calls } from './afterStart'
import { futureField, workField } from '../pools/futureFields'
import type { Instruction, Operand } from '../instruction'
import type { Lowered } from '../lower/lower'
import type { Problems } from '../problems'
import { type Atom, functionOfAtom, kindsOf, siteOfAtom, type Values } from './values'

/**
 * Refuses what cannot be sent to a process and back. What is sent is a copy: of numbers and text that makes no difference, of a list none as long as nobody
 * stores to it.
 */
export function checkTravel(lowered: Lowered, values: Values, calls: Calls, problems: Problems): void {
  if (lowered.workers !== 'process') return
  const stored = storedTo(lowered, values, calls)
  for (const [at, instruction] of lowered.code.entries()) {
    const of = (operand: Operand): ReadonlySet<Atom> => values.of(operand, calls.functionAt[at] ?? 0)
    const tell = (what: string, tryThis: string): void => problems.add(instruction.span, what, tryThis)
    const { target, sent } = travellers(lowered, instruction)
    if (target !== null && [...of(target)].some((atom) => !isNamed(lowered, atom)))
      tell('a process finds its work by the name of a function of the module', 'write a `def` at the top and give its name')
    for (const operand of sent) checkSent(lowered, values, of(operand), stored, tell)
  }
}

/** What an instruction hands over: the work's function and arguments, or its result. */
function travellers({ sites }: Lowered, instruction: Instruction): { readonly target: Operand | null; readonly sent: readonly Operand[] } {
  if (instruction.do === 'makeRecord' && sites[instruction.site]?.role === 'future') {
    const given = instruction.fields.slice(workField.first)
    return { target: instruction.fields[workField.target] ?? null, sent: given.flatMap((field) => field ?? []) }
  }
  const isResult =
    instruction.do === 'writeField' && instruction.field === futureField.value && instruction.site !== null && sites[instruction.site]?.role === 'future'
  return { target: null, sent: isResult ? [instruction.value] : [] }
}

function isNamed(lowered: Lowered, atom: Atom): boolean {
  const scope = lowered.functions[functionOfAtom(atom) ?? -1]?.scope
  return scope === undefined || (scope.parent?.parent === null && scope.syntax?.name.startsWith('<') === false)
}

function checkSent(
  lowered: Lowered,
  values: Values,
  atoms: ReadonlySet<Atom>,
  stored: ReadonlySet<number>,
  tell: (what: string, tryThis: string) => void,
  seen = new Set<number>()
): void {
  const wrong = [...kindsOf(atoms, lowered.sites)].find((kind) => !['none', 'bool', 'int', 'str', 'list'].includes(kind))
  if (wrong !== undefined) tell('what goes to a process of a pool and comes back is sent as a copy', 'send numbers, text and lists; use the rest by its name')
  for (const atom of atoms) {
    const site = siteOfAtom(atom)
    if (site === null || seen.has(site)) continue
    seen.add(site)
    if (lowered.sites[site]?.role !== undefined) tell('what processes share is not sent to a pool, not even by Python', 'use it by its name')
    if (stored.has(site)) tell('this list is sent as a copy, and its elements are stored to', 'send a list that nobody changes')
    checkSent(lowered, values, values.elements[site] ?? new Set(), stored, tell, seen)
  }
}

/** The lists whose elements somebody stores to. */
function storedTo({ code }: Lowered, values: Values, calls: Calls): ReadonlySet<number> {
  const lists = code.flatMap((instruction, at) => (instruction.do === 'writeItem' ? [...values.of(instruction.list, calls.functionAt[at] ?? 0)] : []))
  return new Set(lists.flatMap((atom) => siteOfAtom(atom) ?? []))
}
