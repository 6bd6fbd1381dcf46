import type { Operand } from '../instruction'
import { constantOperand, emit, inRegister, type Lowering, register } from './lowering'
import type { Span } from '../source'
import type { FunctionSyntax } from '../read/syntax'

/** A function that the lowering writes itself, once for the whole program. */
export interface Routine {
  readonly name: string
  /** Writes its code: from its parameters, ended by a `return` of its own or falling off its end. */
  readonly write: (lowering: Lowering, parameters: readonly Operand[], span: Span) => void
}

/** Calls a routine, and gives what it returns. Its instructions are no steps. */
export function callRoutine(lowering: Lowering, routine: Routine, given: readonly Operand[], span: Span): Operand {
  const to = register(lowering)
  const target = constantOperand('function', routineNumber(lowering, routine, given.length, span))
  emit(lowering, { do: 'call', to, target, arguments: given }, false, span)
  return inRegister(to)
}

/** The number of a routine's function, which has so many parameters. */
export function routineNumber(lowering: Lowering, { name, write }: Routine, count: number, span: Span): number {
  const { routines, bodies } = lowering.tasks
  const known = routines.get(name)
  if (known !== undefined) return lowering.lambda(known)
  const parameters = Array.from({ length: count }, (_, at) => ({ name: `<${at}>`, fallback: null, keywordOnly: false, span }))
  const syntax: FunctionSyntax = { is: 'function', name: `<${name}>`, nameSpan: span, parameters, body: [], span }
  routines.set(name, syntax)
  bodies.set(syntax, () =>
    write(
      lowering,
      parameters.map((_, at) => inRegister(at)),
      span
    )
  )
  return lowering.lambda(syntax)
}
