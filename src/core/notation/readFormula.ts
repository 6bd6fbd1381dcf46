import type { Formula, FormulaOperator } from '../program/formula'
import type { Problems } from '../program/problems'
import type { Span } from '../program/source'
import { largestInt } from '../program/value'
import type { Piece } from './textLine'

/** What a name in an expression stands for; `index` where it is written with `[…]`. Null after it has told of a problem. */
export type Resolve = (name: string, index: Formula | null, span: Span) => Formula | null

interface Token {
  readonly text: string
  readonly span: Span
}

// operators by how strongly they bind, weakest first; `not` stands between `and` and the comparisons
const levels: readonly (readonly FormulaOperator[])[] = [['or'], ['and'], ['==', '!=', '<', '<=', '>', '>='], ['+', '-'], ['*', '//', '%']]
const notLevel = 2
const unknown: Readonly<Record<string, string>> = { '&&': 'and', '||': 'or', '!': 'not', '=': '==', '/': '//' }

/** Reads an expression, with Python's precedence; null when it has problems. */
export function readFormula(piece: Piece, resolve: Resolve, problems: Problems): Formula | null {
  const before = problems.found.length
  const tokens = tokensOf(piece)
  let at = 0
  const here = (): Span => tokens[at]?.span ?? { ...piece.span, column: piece.span.endColumn }
  const is = (text: string): boolean => tokens[at]?.text === text
  const fault: Formula = { is: 'constant', value: 0 }

  function refuse(what: string, tryThis: string, span = here()): Formula {
    problems.add(span, what, tryThis)
    at = tokens.length
    return fault
  }

  function expectToken(text: string): void {
    if (is(text)) at++
    else refuse(`\`${text}\` is missing in \`${piece.text}\``, `close it with \`${text}\``)
  }

  function level(number: number): Formula {
    if (number === levels.length) return unary()
    if (number === notLevel && is('not')) {
      at++
      return { is: 'not', value: level(notLevel) }
    }
    let left = level(number + 1)
    for (let first = true; ; first = false) {
      const operator = levels[number]?.find(is)
      if (operator === undefined) return left
      if (!first && number === notLevel) return refuse(`\`${piece.text}\` compares three values at once`, 'two comparisons with `and` between them')
      at++
      left = { is: 'joined', operator, left, right: level(number + 1) }
    }
  }

  function unary(): Formula {
    if (!is('-')) return atom()
    at++
    const value = unary()
    return value.is === 'constant' ? { is: 'constant', value: -value.value } : { is: 'negated', value }
  }

  function atom(): Formula {
    const token = tokens[at]
    if (token === undefined)
      return refuse(piece.text === '' ? 'an expression is missing' : `\`${piece.text}\` breaks off`, 'a number, a register or a variable')
    if (token.text in unknown) return refuse(`\`${token.text}\` is no operator of the notation`, `\`${unknown[token.text]}\``)
    at++
    if (token.text === '(') return bracketed()
    if (/^\d/.test(token.text)) return numberOf(token)
    if (token.text === 'min' || token.text === 'max') return extreme(token.text)
    if (!/^[A-Za-z_]/.test(token.text)) return refuse(`\`${token.text}\` was not expected here`, 'a number, a register or a variable', token.span)
    return resolve(token.text, is('[') ? indexed() : null, token.span) ?? fault
  }

  function bracketed(): Formula {
    const inside = level(0)
    expectToken(')')
    return inside
  }

  function indexed(): Formula {
    at++
    const index = level(0)
    expectToken(']')
    return index
  }

  function numberOf({ text, span }: Token): Formula {
    const value = Number(text)
    return value <= largestInt ? { is: 'constant', value } : refuse(`\`${text}\` does not fit into 32 bits`, 'a smaller number', span)
  }

  function extreme(operator: 'min' | 'max'): Formula {
    expectToken('(')
    const left = level(0)
    expectToken(',')
    const right = level(0)
    expectToken(')')
    return { is: 'joined', operator, left, right }
  }

  const formula = level(0)
  const rest = tokens[at]
  if (rest !== undefined) {
    if (rest.text in unknown) refuse(`\`${rest.text}\` is no operator of the notation`, `\`${unknown[rest.text]}\``)
    else refuse(`\`${rest.text}\` was not expected here`, 'an operator, or the end of the line')
  }
  return problems.found.length === before ? formula : null
}

function tokensOf({ text, span }: Piece): Token[] {
  const found = text.matchAll(/\d+|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?|\/\/|[=!<>]=|&&|\|\||\S/g)
  return [...found].map(({ index, 0: token }) => {
    const column = span.column + index
    return { text: token, span: { ...span, column, endColumn: column + token.length } }
  })
}
