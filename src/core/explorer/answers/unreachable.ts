import type { StateSpace } from '../stateSpace'

/** Lines with code of which no instruction is ever executed, in any order; functions that nobody calls included. */
export function unreachableLines({ machine, executed }: StateSpace): number[] {
  const { code, functions } = machine.program
  const lines = new Set<number>()
  const reached = new Set<number>()
  for (const { entry, end } of functions) {
    for (let pc = entry; pc < end; pc++) {
      const { line } = code[pc]?.span ?? { line: 0 }
      // the return that stands at the end of every function is nobody's line
      if (executed[pc] === 1) reached.add(line)
      else if (pc < end - 1) lines.add(line)
    }
  }
  return [...lines].filter((line) => line > 0 && !reached.has(line)).toSorted((a, b) => a - b)
}
