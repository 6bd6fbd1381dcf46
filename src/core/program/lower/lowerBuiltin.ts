import { meaningOf } from '../names/imports'
import type { Operand, TextPart } from '../instruction'
import { lowerWalk } from './lowerLoop'
import { joined, lowerText } from './lowerText'
import { emit, inRegister, intOperand, type Lowering, noneOperand, register } from './lowering'
import type { Call, Expression } from '../read/syntax'
import type { Builtin } from '../names/vocabulary'

/** A call of a function that is always there. */
export function lowerBuiltin(lowering: Lowering, call: Call, name: Builtin, into: number | undefined): Operand {
  const refuse = (what: string, tryThis: string): Operand => {
    lowering.problems.add(call.span, what, tryThis)
    return noneOperand
  }
  if (name === 'print') return lowerPrint(lowering, call)
  if (name === 'range' || name === 'enumerate' || name === 'zip')
    return refuse(`\`${name}\` stands outside a loop`, `write \`for … in ${name}(…)\` or a comprehension`)
  if (call.keywords.length > 0) return refuse(`\`${name}\` takes no named argument here`, 'give the values by position')
  const [only] = call.positional
  const count = call.positional.length
  if (name === 'sum' || ((name === 'min' || name === 'max') && count === 1)) {
    if (only === undefined || count > 1) return refuse('`sum` takes one list', 'write `sum(values)`')
    return name === 'sum' ? lowerSum(lowering, only) : lowerExtreme(lowering, only, name)
  }
  if (name === 'min' || name === 'max' ? count === 0 : count !== 1) return refuse(`\`${name}\` takes one value`, `write \`${name}(x)\``)
  const values = call.positional.map((argument) => lowering.value(argument))
  const to = into ?? register(lowering)
  emit(lowering, { do: 'builtin', to, name, arguments: values }, false, call.span)
  return inRegister(to)
}

/** `sum(values)` reads one element after the other, each a step where elements are shared. */
function lowerSum(lowering: Lowering, over: Expression): Operand {
  const total = register(lowering)
  const begin = (): number => emit(lowering, { do: 'move', to: total, value: intOperand(0) })
  begin()
  lowerWalk(lowering, over, (value) => emit(lowering, { do: 'arithmetic', to: total, operator: '+', left: inRegister(total), right: value }))
  return inRegister(total)
}

/** `min(values)` and `max(values)`: the first of the smallest or largest. Of nothing there is none. */
function lowerExtreme(lowering: Lowering, over: Expression, name: 'min' | 'max'): Operand {
  const { out } = lowering
  const best = register(lowering)
  const found = register(lowering)
  emit(lowering, { do: 'move', to: best, value: noneOperand })
  emit(lowering, { do: 'move', to: found, value: { from: 'constant', constant: { kind: 'bool', payload: 0 } } })
  lowerWalk(lowering, over, (value) => {
    const [take, compare, next] = [out.label(), out.label(), out.label()]
    const better = register(lowering)
    emit(lowering, { do: 'branch', value: inRegister(found), ifTrue: compare, ifFalse: take })
    out.place(compare)
    emit(lowering, { do: 'compare', to: better, operator: name === 'min' ? '<' : '>', left: value, right: inRegister(best) })
    emit(lowering, { do: 'branch', value: inRegister(better), ifTrue: take, ifFalse: next })
    out.place(take)
    emit(lowering, { do: 'move', to: best, value })
    emit(lowering, { do: 'move', to: found, value: { from: 'constant', constant: { kind: 'bool', payload: 1 } } })
    out.place(next)
  })
  const [some, none] = [out.label(), out.label()]
  emit(lowering, { do: 'branch', value: inRegister(found), ifTrue: some, ifFalse: none })
  out.place(none)
  emit(lowering, { do: 'raise', kind: 'ValueError', message: [{ text: `${name}() iterable argument is empty` }] })
  out.place(some)
  return inRegister(best)
}

/** One line of output: the values with blanks between them. Reads of shared values come first, the line is a step of its own. */
function lowerPrint(lowering: Lowering, call: Call): Operand {
  const parts: TextPart[] = []
  for (const [at, argument] of call.positional.entries()) {
    if (at > 0) parts.push({ text: ' ' })
    parts.push(...lowerText(lowering, argument))
  }
  let stream: 'stdout' | 'stderr' = 'stdout'
  for (const keyword of call.keywords) {
    const meaning = keyword.name === 'file' ? meaningOf(keyword.value, lowering.scopes.imports, lowering.problems) : null
    if (meaning === 'stderr' || meaning === 'stdout') stream = meaning
    else if (keyword.name !== 'flush') {
      const hint = keyword.name === 'file' ? 'write `file=sys.stderr`' : 'put the text together in an f-string'
      lowering.problems.add(keyword.span, `\`${keyword.name}=\` in \`print\` is outside the lab’s Python`, hint)
    }
  }
  emit(lowering, { do: 'print', parts: joined(parts), stream }, true, call.span)
  return noneOperand
}
