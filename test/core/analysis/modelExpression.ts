/** The name of a variable, a register or an element of an array, or a number, an operator, a bracket. */
const tokenPattern = /[A-Za-z_]\w*(?:\[[^\]]*\])?|\d+|==|!=|<=|>=|[-+*%<>()]/g
const operatorWords = new Set(['and', 'or', 'not'])

/** Binary operators, the loosest first. */
const levels: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { or: (a, b) => a || b },
  { and: (a, b) => a && b },
  {
    '==': (a, b) => Number(a === b),
    '!=': (a, b) => Number(a !== b),
    '<': (a, b) => Number(a < b),
    '<=': (a, b) => Number(a <= b),
    '>': (a, b) => Number(a > b),
    '>=': (a, b) => Number(a >= b)
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '%': (a, b) => a % b }
]

/** The value of an expression of a model program. Throws on one that it cannot read. */
export function valueOfExpression(text: string, valueOf: (name: string) => number): number {
  const tokens = text.match(tokenPattern) ?? []
  let next = 0

  function binary(level: number): number {
    const operators = levels[level]
    if (operators === undefined) return single()
    let value = binary(level + 1)
    for (let apply = operators[tokens[next] ?? '']; apply !== undefined; apply = operators[tokens[next] ?? '']) {
      next++
      value = apply(value, binary(level + 1))
    }
    return value
  }

  function single(): number {
    const token = tokens[next++] ?? ''
    if (token === 'not') return Number(!binary(2))
    if (token === '-') return -single()
    if (token === '(') {
      const value = binary(0)
      next++
      return value
    }
    return /^\d/.test(token) ? Number(token) : valueOf(token)
  }

  const value = binary(0)
  if (next !== tokens.length) throw new Error(`cannot read '${text}'`)
  return value
}

/** The names in an expression, as they are written. */
export const namesIn = (text: string): readonly string[] =>
  (text.match(tokenPattern) ?? []).filter((token) => /^[A-Za-z_]/.test(token) && !operatorWords.has(token))
