import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'
import { type Problems, problems as newProblems } from '../problems'
import { readExpression } from './readExpression'
import { badExpression, childrenOf, type Reading } from './reading'
import { readStatement } from './readStatement'
import type { ProgramProblem } from '../source'
import { spansOf } from '../spans'
import type { Expression, Statement } from './syntax'
import { tellSyntaxErrors } from './syntaxErrors'

/** Expressions and blocks deeper than this are refused, so that no text can exhaust the stack. */
const deepest = 60

/** Source text as checked syntax, and whether the text was Python at all. */
export interface Parsed {
  readonly statements: readonly Statement[]
  readonly found: readonly ProgramProblem[]
  readonly grammatical: boolean
}

/** Reads a program. Never throws on any text: what is wrong is told as problems, syntax errors and words outside the subset alike. */
export function parse(source: string): Parsed {
  const spanOf = spansOf(source)
  const tree = parser.parse(source)
  const syntax = newProblems()
  const untrusted = tellSyntaxErrors(source, tree, spanOf, syntax)
  const subset = newProblems()
  const statements = readProgram(source, tree.topNode, spanOf, subset)
  // The grammar guesses on after an error: what it says of the same line and the next is not worth telling.
  const trusted = subset.found.filter((problem) => !untrusted.has(problem.span.line) && !untrusted.has(problem.span.line - 1))
  return { statements, found: [...syntax.found, ...trusted], grammatical: syntax.found.length === 0 }
}

/** What is said of an expression, or a block, that lies deeper than the lab follows. */
export const tooDeep = 'this is nested too deeply'

function readProgram(source: string, top: SyntaxNode, spanOf: Reading['spanOf'], problems: Problems): readonly Statement[] {
  let depth = 0
  const reading: Reading = {
    source,
    problems,
    spanOf,
    expression: (node) => {
      if (depth >= deepest) return badExpression(reading, node, tooDeep, 'split it over several lines')
      depth++
      const expression: Expression = node.type.isError ? { is: 'bad', span: spanOf(node.from, node.to) } : readExpression(reading, node)
      depth--
      return expression
    },
    block: (body) => {
      if (depth >= deepest) {
        problems.add(spanOf(body.from, body.from), tooDeep, 'move the inner part into a function')
        return []
      }
      depth++
      const statements = readBlock(reading, body)
      depth--
      return statements
    }
  }
  return readBlock(reading, top)
}

function readBlock(reading: Reading, body: SyntaxNode): Statement[] {
  const statements: Statement[] = []
  for (const child of childrenOf(body)) {
    if (child.name === ':' || child.name === ';' || child.type.isError) continue
    if (child.name === 'StatementGroup') statements.push(...readBlock(reading, child))
    else if (hasError(child)) {
      // The part before its own error may lack anything; the error itself is told already.
      const inner = child.getChild('Body')
      if (inner !== null) statements.push(...reading.block(inner))
    } else {
      const statement = readStatement(reading, child)
      if (statement !== null) statements.push(statement)
    }
  }
  return statements
}

/** Whether an error stands in the node, bodies of compound statements apart (they are looked at statement by statement). */
function hasError(node: SyntaxNode): boolean {
  const stack: SyntaxNode[] = [node]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (let child = next.firstChild; child !== null; child = child.nextSibling) {
      if (child.type.isError) return true
      if (child.name !== 'Body') stack.push(child)
    }
  }
  return false
}
