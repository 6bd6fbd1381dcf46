import type { Program } from '../../program/program'

/*
 * Who an object or list is, in one word: the site in the text that made it and, where the site's name is a pattern (`forks[]`), its index in the list that
 * first held it:  site + sites × (index + 1),  index -1 while no list holds it. What a process has as a copy is the same with its number:
 * … + sites × 16,384 × process. The lock that a condition makes for itself:  -1 - condition.
 */

/** The identity of what a site makes, before any list holds it. */
export const identityOf = (site: number): number => site
/** The site of an identity. */
export const siteOf = (program: Program, identity: number): number => identity % program.sites.length

/** The identity of the lock that a condition makes for itself. */
export const identityOfOwnLock = (condition: number): number => -1 - condition
/** The condition that made an own lock; below 0 for other identities. */
export const conditionOf = (identity: number): number => -1 - identity

const perProcess = 2 ** 14

/** The identity of the copy that a process has, or null when it is too large for a word. */
export function copiedFor(program: Program, identity: number, process: number): number | null {
  const copied = identity + program.sites.length * perProcess * process
  return copied < 2 ** 31 ? copied : null
}

/** The process that has a copy of its own; 0 for what the first process made. */
export const processOf = (program: Program, identity: number): number => Math.max(0, Math.floor(identity / (program.sites.length * perProcess)))

/** The identity once a list holds it at `index`; only the first list counts. */
export const placedAt = (program: Program, identity: number, index: number): number =>
  identity < program.sites.length ? identity + program.sites.length * (index + 1) : identity

/** The name: `lock_a`, `forks[2]`. Things that never had a variable are called after what they are. */
export function identityName(program: Program, identity: number): string {
  const site = program.sites[siteOf(program, identity)]
  if (site === undefined) throw new Error(`no site for identity ${identity}`)
  const index = (Math.floor(identity / program.sites.length) % perProcess) - 1
  const name = site.name === '' ? `${site.role ?? site.kind} of line ${site.span.line}` : site.name
  const gap = name.lastIndexOf('[]')
  return gap < 0 || index < 0 ? name : `${name.slice(0, gap)}[${index}]${name.slice(gap + 2)}`
}
