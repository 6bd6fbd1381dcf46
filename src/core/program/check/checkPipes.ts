import type { Calls } from './afterStart'
import type { Instruction, Operand } from '../instruction'
import type { Lowered } from '../lower/lower'
import { pipeField } from '../lower/lowerPipe'
import type { Problems } from '../problems'
import { siteOfAtom, type Values } from './values'

/**
 * Refuses sending into the end of a pipe that only receives, and receiving from the one that only sends; and what keeps one end of a function's pipe when the
 * function, and with it the other end, is gone: Python closes that one, and the lab's pipes stay open.
 */
export function checkPipes({ code, sites, functions }: Lowered, values: Values, calls: Calls, problems: Problems): void {
  const oneWay = new Map<number, number>()
  const local = new Set<number>()
  for (const [at, instruction] of code.entries()) {
    if (instruction.do !== 'makeRecord' || sites[instruction.site]?.role !== 'pipe') continue
    const missing = instruction.fields.indexOf(null)
    if (missing >= 0) oneWay.set(instruction.site, missing)
    if (functions[calls.functionAt[at] ?? 0]?.scope.parent != null) local.add(instruction.site)
  }
  for (const [at, instruction] of code.entries()) {
    const sitesOf = (operand: Operand): number[] => [...values.of(operand, calls.functionAt[at] ?? 0)].flatMap((atom) => siteOfAtom(atom) ?? [])
    if (instruction.do === 'readField' && instruction.of === 'pipe' && sitesOf(instruction.record).some((site) => oneWay.get(site) === instruction.field))
      problems.add(
        instruction.span,
        `this end of the pipe only ${instruction.field === pipeField.sends ? 'receives' : 'sends'}`,
        'use the other end, or write `Pipe()`: its ends do both'
      )
    if (keptBeyond(instruction).some((operand) => sitesOf(operand).some((site) => local.has(site))))
      problems.add(instruction.span, 'an end of a pipe is kept here beyond the function that made it', 'make the pipe at the top of the module')
  }
}

/** What an instruction puts where it may outlive the running function. */
function keptBeyond(instruction: Instruction): readonly Operand[] {
  switch (instruction.do) {
    case 'return':
    case 'appendItem':
    case 'writeItem':
      return [instruction.value]
    case 'makeList':
      return instruction.items
    case 'repeatList':
      return [instruction.item]
    default:
      return []
  }
}
