import type { FunctionCode } from '../../../core/program/program'

/** CPython's message for a call with so many arguments by position, or null when the function takes them. */
export function arityFault({ name, parameters, defaults, registers }: FunctionCode, given: number): string | null {
  const required = defaults.slice(0, parameters).flatMap((fallback, index) => (fallback === null ? [index] : []))
  if (given > parameters) {
    const takes = required.length === parameters ? `${parameters}` : `from ${required.length} to ${parameters}`
    return `${name}() takes ${takes} positional argument${takes === '1' ? '' : 's'} but ${given} ${given === 1 ? 'was' : 'were'} given`
  }
  const missing = required.filter((index) => index >= given).map((index) => `'${registers[index]?.name ?? ''}'`)
  if (missing.length === 0) return null
  return `${name}() missing ${missing.length} required positional argument${missing.length === 1 ? '' : 's'}: ${listed(missing)}`
}

function listed(words: readonly string[]): string {
  if (words.length < 3) return words.join(' and ')
  return `${words.slice(0, -1).join(', ')}, and ${words.at(-1) ?? ''}`
}
