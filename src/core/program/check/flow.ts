import type { Handler, Instruction } from '../instruction'

/** Where control may go from each instruction, inside its function; exceptions included. */
export function successorsOf(code: readonly Instruction[], handlers: readonly Handler[]): number[][] {
  const next = code.map((instruction, at) => [...onwards(instruction, at)])
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

const leaving: ReadonlySet<string> = new Set<Instruction['do']>(['return', 'raise', 'raiseKept', 'reraise', 'end'])

/** Where control goes after the instruction at `at`, exceptions aside. */
export function onwards(instruction: Instruction, at: number): readonly number[] {
  if (instruction.do === 'jump') return [instruction.target]
  if (instruction.do === 'branch') return [instruction.ifTrue, instruction.ifFalse]
  if (instruction.do === 'beginWait' || instruction.do === 'arrive') return [at + 1, instruction.passed]
  return leaving.has(instruction.do) ? [] : [at + 1]
}
