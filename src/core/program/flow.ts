import type { Handler, Instruction } from './instruction'

/** Where control may go from each instruction, inside its function; exceptions included. */
export function successorsOf(code: readonly Instruction[], handlers: readonly Handler[]): number[][] {
  const next = code.map((instruction, at): number[] => {
    switch (instruction.do) {
      case 'jump':
        return [instruction.target]
      case 'branch':
        return [instruction.ifTrue, instruction.ifFalse]
      case 'return':
      case 'raise':
      case 'reraise':
      case 'end':
        return []
      default:
        return [at + 1]
    }
  })
  const claimed = new Set<number>()
  for (const handler of handlers) {
    for (let at = handler.from; at < handler.to; at++) {
      if (claimed.has(at)) continue
      claimed.add(at)
      next[at]?.push(handler.target)
    }
  }
  return next
}

/** The instructions that some of `from` lead to, by at least one step. */
export function reachableFrom(from: readonly number[], next: readonly (readonly number[])[]): ReadonlySet<number> {
  const reached = new Set<number>()
  const open = [...from]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const to of next[at] ?? []) {
      if (reached.has(to)) continue
      reached.add(to)
      open.push(to)
    }
  }
  return reached
}
