import { meaningOf } from '../names/imports'
import type { Operand } from '../instruction'
import { intOperand, type Lowering } from './lowering'
import type { Call, Expression } from '../read/syntax'

/** Seconds to sleep or to wait: a number when it is known before the run, and then it may be a fraction; else where it is. */
export function secondsOf(lowering: Lowering, duration: Expression): number | Operand {
  const known = knownSeconds(lowering, duration)
  if (known !== null && known < 0) lowering.problems.add(duration.span, 'nobody can wait for less than no time', 'write 0 or more')
  return known ?? lowering.value(duration)
}

/** The same as an operand. */
export function secondsOperand(lowering: Lowering, duration: Expression): Operand {
  const seconds = secondsOf(lowering, duration)
  return typeof seconds === 'number' ? intOperand(seconds) : seconds
}

/** A number that does not depend on the run. Of a random time the mean is taken: how long a thread sleeps orders nothing. */
function knownSeconds(lowering: Lowering, duration: Expression): number | null {
  if (duration.is === 'literal') return duration.literal.kind === 'float' || duration.literal.kind === 'int' ? duration.literal.value : null
  if (duration.is === 'name') return isInner(lowering, duration.name) ? null : (lowering.seconds.get(duration.name) ?? null)
  if (duration.is === 'call') return meanOf(lowering, duration)
  if (duration.is !== 'arithmetic') return null
  const [left, right] = [factor(lowering, duration.left), factor(lowering, duration.right)]
  return left === null || right === null ? null : calculated(duration.operator, left, right)
}

/** The mean of `random.random()` and `random.uniform(a, b)`. */
function meanOf(lowering: Lowering, call: Call): number | null {
  const { callee, positional } = call
  const meaning = callee.is === 'name' || callee.is === 'attribute' ? meaningOf(callee, lowering.scopes.imports, lowering.problems) : null
  if (meaning === 'random') return positional.length === 0 ? 0.5 : null
  const [low, high] = positional.map((value) => factor(lowering, value))
  return meaning === 'uniform' && typeof low === 'number' && typeof high === 'number' ? (low + high) / 2 : null
}

/** A part of such a number: whole constants too, which alone stand where they are. */
const factor = (lowering: Lowering, part: Expression): number | null =>
  knownSeconds(lowering, part) ?? (part.is === 'name' && !isInner(lowering, part.name) ? (lowering.numbers.get(part.name) ?? null) : null)

const isInner = (lowering: Lowering, name: string): boolean => lowering.frame.local.has(name) || lowering.frame.inner.some((names) => names.has(name))

function calculated(operator: string, left: number, right: number): number | null {
  if (operator === '+') return left + right
  if (operator === '-') return left - right
  return operator === '*' ? left * right : null
}
