import type { Operand } from '../instruction'
import { emit, inRegister, intOperand, type Lowering, noneOperand, register } from './lowering'
import { givenTo } from './signature'
import type { Call, Expression } from '../read/syntax'

/** More ways than this to draw a number are refused: each is a choice of its own, and every one multiplies the orders there are. */
const mostWays = 16

/** `random.randint(a, b)`, `random.randrange(n)`, `random.choice(values)`: any of them may come. */
export function lowerChance(lowering: Lowering, call: Call, meaning: 'randint' | 'randrange' | 'choice'): Operand {
  if (meaning === 'randint') {
    const given = givenTo(lowering, call, ['a', 'b'], 2, 'random.randint(1, 6)')
    const [low, high] = [given?.get('a'), given?.get('b')]
    return low === undefined || high === undefined ? noneOperand : drawn(lowering, call, low, high, 0)
  }
  if (meaning === 'randrange') {
    const given = givenTo(lowering, call, ['start', 'stop'], 1, 'random.randrange(6)')
    const [first, stop] = [given?.get('start'), given?.get('stop')]
    if (first === undefined) return noneOperand
    return stop === undefined ? drawn(lowering, call, null, first, -1) : drawn(lowering, call, first, stop, -1)
  }
  const values = givenTo(lowering, call, ['seq'], 1, 'random.choice(values)')?.get('seq')
  if (values === undefined) return noneOperand
  if (values.is === 'list' || values.is === 'tuple') return oneOf(lowering, call, values.items)
  if (isRange(values)) return fromRange(lowering, call, values)
  return fromList(lowering, call, lowering.value(values))
}

/** A number from `low` (0 when null) to `high` + `beyond`. */
function drawn(lowering: Lowering, call: Call, low: Expression | null, high: Expression, beyond: number): Operand {
  const [least, most] = [low === null ? 0 : numberOf(lowering, low), numberOf(lowering, high)]
  if (least !== null && most !== null) tellWays(lowering, call, most + beyond - least + 1)
  const from = low === null ? intOperand(0) : lowering.value(low)
  return choose(lowering, call, from, plus(lowering, lowering.value(high), beyond))
}

function tellWays(lowering: Lowering, call: Call, ways: number): void {
  if (ways > mostWays)
    lowering.problems.add(
      call.span,
      `this draws one of ${ways} values, and each is a choice of its own`,
      `draw from at most ${mostWays}: a small range shows the same`
    )
  else if (ways < 1) lowering.problems.add(call.span, 'this draws from nothing', 'begin the range below its end')
}

/** A number that stands in the text or in a constant of the module. */
function numberOf(lowering: Lowering, value: Expression): number | null {
  if (value.is === 'literal' && value.literal.kind === 'int') return value.literal.value
  const isOuter = value.is === 'name' && !lowering.frame.local.has(value.name) && !lowering.frame.inner.some((names) => names.has(value.name))
  return isOuter ? (lowering.numbers.get(value.name) ?? null) : null
}

function plus(lowering: Lowering, value: Operand, beyond: number): Operand {
  if (beyond === 0) return value
  if (value.from === 'constant' && value.constant.kind === 'int') return intOperand(value.constant.payload + beyond)
  const to = register(lowering)
  emit(lowering, { do: 'arithmetic', to, operator: '+', left: value, right: intOperand(beyond) })
  return inRegister(to)
}

function choose(lowering: Lowering, call: Call, low: Operand, high: Operand): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'choose', to, low, high }, true, call.span)
  return inRegister(to)
}

const isRange = (values: Expression): values is Call => values.is === 'call' && values.callee.is === 'name' && values.callee.name === 'range'

function fromRange(lowering: Lowering, call: Call, range: Call): Operand {
  const [first, stop, step] = range.positional
  if (first === undefined || step !== undefined || range.keywords.length > 0) {
    lowering.problems.add(range.span, 'this range has a step, or no end', 'write `random.choice(range(1, 7))`')
    return noneOperand
  }
  return stop === undefined ? drawn(lowering, call, null, first, -1) : drawn(lowering, call, first, stop, -1)
}

/** One of values that are written down: all are computed, one is taken; no list is made. */
function oneOf(lowering: Lowering, call: Call, items: readonly Expression[]): Operand {
  tellWays(lowering, call, items.length)
  const values = items.map((item) => lowering.value(item))
  const { out } = lowering
  const [index, result, is] = [choose(lowering, call, intOperand(0), intOperand(items.length - 1)), register(lowering), register(lowering)]
  const end = out.label()
  for (const [at, value] of values.entries()) {
    const [take, next] = [out.label(), out.label()]
    if (at < values.length - 1) {
      emit(lowering, { do: 'compare', to: is, operator: '==', left: index, right: intOperand(at) }, false, call.span)
      emit(lowering, { do: 'branch', value: inRegister(is), ifTrue: take, ifFalse: next }, false, call.span)
    }
    out.place(take)
    emit(lowering, { do: 'move', to: result, value }, false, call.span)
    emit(lowering, { do: 'jump', target: end }, false, call.span)
    out.place(next)
  }
  out.place(end)
  return inRegister(result)
}

/** An element of a list; of an empty one there is none. */
function fromList(lowering: Lowering, call: Call, list: Operand): Operand {
  const { out } = lowering
  const [length, to] = [register(lowering), register(lowering)]
  const [some, none] = [out.label(), out.label()]
  emit(lowering, { do: 'builtin', to: length, name: 'len', arguments: [list] }, false, call.span)
  emit(lowering, { do: 'branch', value: inRegister(length), ifTrue: some, ifFalse: none }, false, call.span)
  out.place(none)
  emit(lowering, { do: 'raise', kind: 'IndexError', message: [{ text: 'Cannot choose from an empty sequence' }] }, false, call.span)
  out.place(some)
  const index = choose(lowering, call, intOperand(0), plus(lowering, inRegister(length), -1))
  emit(lowering, { do: 'readItem', to, list, index }, false, call.span)
  return inRegister(to)
}
