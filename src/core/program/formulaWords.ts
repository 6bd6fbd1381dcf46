import type { Formula } from './formula'
import type { Program } from './program'
import { never } from '../trace/never'

/** A formula as a person reads it, with all its brackets; `register` names the registers of the running thread. */
export function formulaWords(program: Pick<Program, 'names' | 'functions'>, formula: Formula, register: (number: number) => string): string {
  const words = (part: Formula): string => formulaWords(program, part, register)
  switch (formula.is) {
    case 'constant':
      return String(formula.value)
    case 'register':
      return register(formula.register)
    case 'registerOf':
      return `${program.functions[formula.thread]?.name}.${program.functions[formula.thread]?.registers[formula.register]?.name}`
    case 'name':
      return program.names[formula.name]?.name ?? '?'
    case 'item':
      return `${program.names[formula.list]?.name}[${words(formula.index)}]`
    case 'not':
      return `not ${words(formula.value)}`
    case 'negated':
      return `-${words(formula.value)}`
    case 'joined':
      if (formula.operator === 'min' || formula.operator === 'max') return `${formula.operator}(${words(formula.left)}, ${words(formula.right)})`
      return `(${words(formula.left)} ${formula.operator} ${words(formula.right)})`
    default:
      return never(formula)
  }
}
