import type { SyntaxNode } from '@lezer/common'
import type { ArithmeticOperator } from '../instruction'
import { badExpression, childrenOf, type Reading, textOf } from './reading'
import type { Expression } from './syntax'

/*
 * The grammar gives an `await` all of the calculation behind it: `await a + b` is in its tree `await (a + b)`. In Python it binds closer than any operator. Such a
 * calculation is laid out as a row of operands and operators, and put together anew.
 */

const strength: Readonly<Record<string, number>> = { '|': 1, '^': 2, '&': 3, '<<': 4, '>>': 4, '+': 5, '-': 5, '*': 6, '//': 6, '%': 6, '**': 7 }

/** An operand, and where the `await` in front of it begins. */
interface Part {
  readonly node: SyntaxNode
  readonly awaitedFrom: number | null
}

const operatorOf = (reading: Reading, node: SyntaxNode): string => {
  const [, operator] = childrenOf(node)
  return node.name === 'BinaryExpression' && operator !== undefined ? textOf(reading, operator) : ''
}

const isCalculation = (reading: Reading, node: SyntaxNode): boolean => Object.hasOwn(strength, operatorOf(reading, node))

/** Whether an `await` at the end of a calculation, or this one, has more of it than Python would give it. */
export function takesTooMuch(reading: Reading, node: SyntaxNode): boolean {
  let last = node
  while (last.name === 'BinaryExpression' && last.lastChild !== null) last = last.lastChild
  const [, value] = childrenOf(last)
  return last.name === 'AwaitExpression' && value !== undefined && isCalculation(reading, value)
}

const unawaitable: ReadonlySet<string> = new Set(['AwaitExpression', 'UnaryExpression', 'LambdaExpression'])

/** Whether something may stand behind `await` as it is: another `await`, a sign or `not` needs brackets. */
export const mayBeAwaited = ({ name }: SyntaxNode): boolean => !unawaitable.has(name)

/** Tells that Python cannot read what stands behind an `await`. */
export const tellUnawaitable = (reading: Reading, node: SyntaxNode): Expression =>
  badExpression(
    reading,
    node,
    `${node.name === 'AwaitExpression' ? 'a second `await`' : 'this'} may not stand right behind \`await\``,
    'put it in brackets: `await (…)`'
  )

/** Reads a calculation in which an `await` takes too much as Python does. */
export function readAwaited(reading: Reading, node: SyntaxNode): Expression {
  const [parts, operators] = [[], []] as [Part[], string[]]
  layOut(node, null)
  let next = 0
  return together(0)

  function layOut(part: SyntaxNode, awaitedFrom: number | null): void {
    const [first, second, third] = childrenOf(part)
    if (part.name === 'AwaitExpression' && second !== undefined && takesTooMuch(reading, part)) layOut(second, part.from)
    else if (first !== undefined && third !== undefined && isCalculation(reading, part)) {
      layOut(first, awaitedFrom)
      operators.push(operatorOf(reading, part))
      layOut(third, null)
    } else parts.push({ node: part, awaitedFrom })
  }

  function operand({ node: part, awaitedFrom }: Part): Expression {
    if (awaitedFrom !== null && !mayBeAwaited(part)) return tellUnawaitable(reading, part)
    const value = reading.expression(part)
    return awaitedFrom === null ? value : { is: 'await', value, span: reading.spanOf(awaitedFrom, part.to) }
  }

  // operators from so strong on, the stronger ones first; `**` from right to left
  function together(least: number): Expression {
    const from = parts[next]?.awaitedFrom ?? parts[next]?.node.from ?? node.from
    let left = operand(parts[next] ?? { node, awaitedFrom: null })
    for (;;) {
      const operator = operators[next] ?? ''
      const how = strength[operator]
      if (how === undefined || how < least) return left
      next++
      const right = together(operator === '**' ? how : how + 1)
      left = { is: 'arithmetic', operator: operator as ArithmeticOperator, left, right, span: reading.spanOf(from, parts[next]?.node.to ?? node.to) }
    }
  }
}
