import type { Operand } from '../instruction'
import type { Lowered } from '../lower/lower'
import { type ValueKind, valueKinds } from '../value'

/** What a place may hold, finer than a kind: a plain kind, text made while running, one function, or what one site makes. */
export type Atom = number

const textMade = valueKinds.length
const first = 32

/** Text that is put together while the program runs, as against a constant of the text. */
export const madeText: Atom = textMade
/** The atom of a kind that needs no more telling. */
export const atomOfKind = (kind: ValueKind): Atom => valueKinds.indexOf(kind)
/** The atom of a function. */
export const atomOfFunction = (number: number): Atom => first + 2 * number
/** The atom of what a site makes. */
export const atomOfSite = (site: number): Atom => first + 2 * site + 1
/** The function that an atom stands for, or null. */
export const functionOfAtom = (atom: Atom): number | null => (atom >= first && atom % 2 === 0 ? (atom - first) / 2 : null)
/** The site that an atom stands for, or null. */
export const siteOfAtom = (atom: Atom): number | null => (atom >= first && atom % 2 === 1 ? (atom - first - 1) / 2 : null)

/** What every register, name, list element and returned value may hold. */
export interface Values {
  readonly of: (operand: Operand, inFunction: number) => ReadonlySet<Atom>
  readonly registers: readonly (readonly Set<Atom>[])[]
  readonly names: readonly Set<Atom>[]
  readonly elements: readonly Set<Atom>[]
}

/** The kind of an atom. */
function kindOfAtom(atom: Atom, sites: Lowered['sites']): ValueKind {
  if (atom === textMade) return 'str'
  const site = siteOfAtom(atom)
  if (site !== null) return sites[site]?.kind ?? 'none'
  return atom >= first ? 'function' : (valueKinds[atom] ?? 'none')
}

/** The kinds among atoms. */
export const kindsOf = (atoms: ReadonlySet<Atom>, sites: Lowered['sites']): Set<ValueKind> => new Set([...atoms].map((atom) => kindOfAtom(atom, sites)))
