import type { Captures } from './closures'
import { reachableFrom, successorsOf } from '../check/flow'
import type { Lowered } from './lower'
import { operandsOf } from './operands'

/** Of what inner functions use, all that belongs to functions that run at most once. */
export function promotable(lowered: Lowered): Captures {
  const captures = new Map<string, string>()
  for (const [key, { owner, name }] of lowered.captured) if (runsOnce(lowered, owner.number)) captures.set(key, `${owner.syntax?.name ?? ''}.${name}`)
  return captures
}

/** Whether a function is mentioned only where the module calls it, outside all loops. */
function runsOnce(lowered: Lowered, number: number): boolean {
  const mentions = lowered.code.flatMap((instruction, at) =>
    operandsOf(instruction).flatMap((operand) =>
      operand.from === 'constant' && operand.constant.kind === 'function' && operand.constant.payload === number ? [at] : []
    )
  )
  const [at] = mentions
  const module = lowered.functions[0]
  if (at === undefined || mentions.length !== 1 || module === undefined || at >= module.end || lowered.code[at]?.do !== 'call') return false
  return !reachableFrom([at], successorsOf(lowered.code, lowered.handlers)).has(at)
}
