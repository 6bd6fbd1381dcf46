import type { Lowering } from './lowering'
import type { Operand } from '../instruction'
import { secondsOperand } from './seconds'
import type { Call, Expression } from '../read/syntax'

/** Arguments by the names of their parameters, in the order in which they are written. */
export type Given = ReadonlyMap<string, Expression>

/**
 * Fits a call of something built in to its signature, such as `['item', 'block', 'timeout']`; the first `required` must be there. Null when it does not fit,
 * which is told with `write`, an example.
 */
export function givenTo(lowering: Lowering, call: Call, names: readonly string[], required: number, write: string): Given | null {
  const what = quotedCallee(call)
  const refuse = (span: Call['span'], problem: string): null => {
    lowering.problems.add(span, problem, `write \`${write}\``)
    return null
  }
  const [surplus] = call.positional.slice(names.length)
  if (surplus !== undefined)
    return refuse(names.length === 0 ? call.span : surplus.span, `${what} takes ${names.length === 0 ? 'no argument' : `at most ${counted(names.length)}`}`)
  const given = new Map(call.positional.map((value, at) => [names[at] ?? '', value]))
  for (const { name, value, span } of call.keywords) {
    if (!names.includes(name)) return refuse(span, `${what} has no argument \`${name}\``)
    if (given.has(name)) return refuse(span, `\`${name}\` is given twice`)
    given.set(name, value)
  }
  const missing = names.slice(0, required).find((name) => !given.has(name))
  return missing === undefined ? given : refuse(call.span, `${what} needs ${required === 1 && names.length === 1 ? 'one argument' : `\`${missing}\``}`)
}

const counted = (count: number): string => (count === 1 ? 'one argument' : `${count} arguments`)

const quotedCallee = ({ callee }: Call): string => (callee.is === 'name' || callee.is === 'attribute' ? `\`${callee.name}\`` : 'this')

/** Computes the arguments, in the order in which they are written; a `timeout` may be a fraction. `hint` names what is made in them. */
export function computed(lowering: Lowering, given: Given, hint = ''): ReadonlyMap<string, Operand> {
  return new Map([...given].map(([name, value]) => [name, name === 'timeout' ? secondsOperand(lowering, value) : lowering.value(value, undefined, hint)]))
}

/** A literal `None`, which stands for an argument that is not there. */
export const isNone = (value: Expression | undefined): boolean => value === undefined || (value.is === 'literal' && value.literal.kind === 'none')
