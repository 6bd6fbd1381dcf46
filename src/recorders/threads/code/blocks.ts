import type { FunctionCode, Program } from '../../../core/program/program'

/** A stretch of a function's code that is entered only at its top and left only at its end, under one exception handler. */
export interface Block {
  readonly from: number
  /** Exclusive. */
  readonly to: number
  /** Block to go on at when an exception comes, -1 when it leaves the function. */
  readonly handler: number
}

/** Cuts a function into basic blocks, in the order of the code. */
export function blocksOf(program: Program, { entry, end }: FunctionCode): readonly Block[] {
  const tops = new Set([entry])
  const isInside = (at: number): boolean => at >= entry && at < end
  const top = (at: number): void => void (isInside(at) && tops.add(at))
  for (let at = entry; at < end; at++) for (const next of jumpsOf(program, at)) top(next)
  // the block that runs tells the handler, so a handler's stretch begins and ends with a block
  for (const { from, to, target } of program.handlers) for (const at of [from, to, target]) top(at)
  const starts = [...tops].toSorted((a, b) => a - b)
  const number = new Map(starts.map((from, index) => [from, index]))
  return starts.map((from, index) => {
    const handler = program.handlers.find((candidate) => from >= candidate.from && from < candidate.to)
    return { from, to: starts[index + 1] ?? end, handler: handler === undefined ? -1 : (number.get(handler.target) ?? -1) }
  })
}

function jumpsOf(program: Program, at: number): number[] {
  const instruction = program.code[at]
  if (instruction?.do === 'jump') return [instruction.target, at + 1]
  if (instruction?.do === 'branch') return [instruction.ifTrue, instruction.ifFalse, at + 1]
  if (instruction?.do === 'beginWait') return [instruction.passed]
  return instruction?.do === 'return' || instruction?.do === 'raise' || instruction?.do === 'reraise' || instruction?.do === 'end' ? [at + 1] : []
}
