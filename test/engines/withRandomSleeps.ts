import { parse } from '../../src/core/program/read/parse'
import type { Statement } from '../../src/core/program/read/syntax'

// one place in four, up to 12 ms: much longer than a thread takes from one to the next, and rare enough that the others meanwhile go on
const share = 0.25
const longest = 0.012

/** The program with random sleeps before some of its statements: no order comes that could not come without them, but rare ones come often. `random` gives 0 to 1. */
export function withRandomSleeps(source: string, random: () => number): string {
  const { statements } = parse(source)
  const imports = statements.filter(({ is }) => is === 'import' || is === 'fromImport').map(({ span }) => span.line)
  const [first, last] = [Math.min(...imports), Math.max(...imports)]
  const columns = new Map(statements.flatMap(nested).map(({ span }) => [span.line, span.column]))
  const lines = source.split('\n').flatMap((text, index) => {
    const line = index + 1
    const column = columns.get(line)
    if (line === first) return ['import time', text]
    if (column === undefined || line <= last || random() >= share) return [text]
    return [`${' '.repeat(column - 1)}time.sleep(${(random() * longest).toFixed(4)})`, text]
  })
  return lines.join('\n')
}

/** A statement and all that stand in its blocks. */
function nested(statement: Statement): Statement[] {
  return [statement, ...blocksOf(statement).flat().flatMap(nested)]
}

function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.is) {
    case 'function':
    case 'with':
      return [statement.body]
    case 'if':
      return [...statement.branches.map(({ body }) => body), statement.otherwise]
    case 'while':
    case 'for':
      return [statement.body, statement.otherwise]
    case 'try':
      return [statement.body, ...statement.clauses.map(({ body }) => body), statement.otherwise, statement.cleanup]
    default:
      return []
  }
}
