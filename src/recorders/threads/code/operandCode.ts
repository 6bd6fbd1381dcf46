import type { Kinds, Operand, TextPart } from '../../../core/program/instruction'
import type { FunctionCode, Program } from '../../../core/program/program'
import type { Constant } from '../../../core/program/value'

/** The function that is being written, and the program it is of. */
export interface Writing {
  readonly program: Program
  readonly of: FunctionCode
}

/** JavaScript for a constant of the program. */
export function constantCode(program: Program, { kind, payload }: Constant): string {
  if (kind === 'int') return payload < 0 ? `(${payload})` : String(payload)
  if (kind === 'bool') return payload === 0 ? 'false' : 'true'
  if (kind === 'none') return 'null'
  if (kind === 'unbound') return 'undefined'
  if (kind === 'str') return JSON.stringify(program.strings[payload] ?? '')
  if (kind === 'function') return `R.ref('function', ${payload})`
  throw new Error(`no constant is a ${kind}`)
}

/** The kinds that an operand may have when it is looked at: an unbound one raises before. */
export function kindsOf({ program, of }: Writing, operand: Operand): Kinds {
  if (operand.from === 'constant') return new Set([operand.constant.kind])
  const kinds = operand.from === 'register' ? of.registers[operand.register]?.kinds : program.names[operand.name]?.kinds
  return new Set([...(kinds ?? [])].filter((kind) => kind !== 'unbound'))
}

/** Whether an operand is an int, whatever happens: then plain JavaScript arithmetic does. */
export function isInt(writing: Writing, operand: Operand): boolean {
  const kinds = kindsOf(writing, operand)
  return kinds.size === 1 && kinds.has('int')
}

/** JavaScript that reads an operand; raises in the program where Python would because nothing is bound. */
export function operandCode({ program, of }: Writing, operand: Operand, line: number): string {
  if (operand.from === 'constant') return constantCode(program, operand.constant)
  if (operand.from === 'name') {
    const name = program.names[operand.name]
    return name?.initial.kind === 'unbound' ? `(n${operand.name} ?? R.unboundName(n${operand.name}, ${operand.name}, ${line}))` : `n${operand.name}`
  }
  const register = of.registers[operand.register]
  if (register === undefined || register.name === '' || !register.kinds.has('unbound')) return `r${operand.register}`
  return `(r${operand.register} ?? R.unboundLocal(r${operand.register}, ${JSON.stringify(register.name)}, ${line}))`
}

/** JavaScript for a text made of parts. */
export function textCode(writing: Writing, parts: readonly TextPart[], line: number): string {
  const codes = parts.map((part) => {
    if ('text' in part) return JSON.stringify(part.text)
    const value = operandCode(writing, part.value, line)
    return isInt(writing, part.value) ? value : `R.${part.repr ? 'repr' : 'str'}(${value}, ${line})`
  })
  return ["''", ...codes].join(' + ')
}
