import type { Program } from '../../../core/program/program'

/** The name of what a site makes: that of the variable that first holds it, with its index where that is a list (-1 while no list holds it). */
export function nameAt(program: Pick<Program, 'sites'>, site: number, index: number): string {
  const made = program.sites[site]
  if (made === undefined) throw new Error(`no site ${site}`)
  const name = made.name === '' ? `${made.role ?? made.kind} of line ${made.span.line}` : made.name
  const gap = name.lastIndexOf('[]')
  return gap < 0 || index < 0 ? name : `${name.slice(0, gap)}[${index}]${name.slice(gap + 2)}`
}

/** Whether the name must wait until a list holds the object. */
export const waitsForPlace = (program: Pick<Program, 'sites'>, site: number): boolean => program.sites[site]?.name.includes('[]') === true
