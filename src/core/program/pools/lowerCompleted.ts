import { addSite } from '../lower/addSite'
import type { Operand } from '../instruction'
import { futureField } from './futureFields'
import { readField } from './lowerFuture'
import { emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from '../lower/lowering'
import { computed, givenTo, isNone } from '../lower/signature'
import type { Span } from '../source'
import { compared, emitUnless, emitWhile, variable } from '../lower/structured'
import type { Call } from '../read/syntax'

/** Futures that somebody takes one by one, as they are done: each once, in a list of its own, and which of them were taken. */
export interface Completing {
  readonly futures: Operand
  readonly taken: Operand
  readonly count: Operand
}

/** Makes that list of futures. */
export function completing(lowering: Lowering, given: Operand, span: Span): Completing {
  const [list, marked] = [register(lowering), register(lowering)]
  const [futures, taken] = [inRegister(list), inRegister(marked)]
  emit(lowering, { do: 'makeList', to: list, items: [], site: addSite(lowering, 'list', '', span) }, false, span)
  const index = variable(lowering, intOperand(0), span)
  emitWhile(
    lowering,
    () => compared(lowering, index.now, '<', lengthOf(lowering, given, span), span),
    span,
    () => {
      const future = itemOf(lowering, given, index.now, span)
      readField(lowering, future, futureField.done, span, 'future')
      const isThere = register(lowering)
      emit(lowering, { do: 'compare', to: isThere, operator: 'in', left: future, right: futures }, false, span)
      emitUnless(lowering, inRegister(isThere), span, () => emit(lowering, { do: 'appendItem', list: futures, value: future }, false, span))
      index.becomes(sum(lowering, index.now, '+', span))
    }
  )
  const count = lengthOf(lowering, futures, span)
  emit(lowering, { do: 'repeatList', to: marked, item: intOperand(0), length: count, site: addSite(lowering, 'list', '', span) }, false, span)
  return { futures, taken, count }
}

/** Takes the next one that is done: its index, or -1 when the time is over. */
export function takeDone(lowering: Lowering, { futures, taken }: Completing, timeout: Operand | null, span: Span): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'takeDone', to, futures, taken, timeout }, true, span)
  return inRegister(to)
}

/** A walk over `as_completed(futures)`, also with a timeout: each future once, when it is done. */
export function walkCompleted(lowering: Lowering, call: Call): { next: (done: number) => Operand[]; advance: () => void } | null {
  const given = givenTo(lowering, call, ['fs', 'timeout'], 1, 'as_completed(futures)')
  if (given === null) return null
  const { span } = call
  const values = computed(lowering, given)
  const timeout = isNone(given.get('timeout')) ? null : kept(lowering, values.get('timeout') ?? noneOperand)
  const all = completing(lowering, kept(lowering, values.get('fs') ?? noneOperand), span)
  const left = variable(lowering, all.count, span)
  return {
    next(done) {
      const { out } = lowering
      const some = out.label()
      emit(lowering, { do: 'branch', value: left.now, ifTrue: some, ifFalse: done }, false, span)
      out.place(some)
      const index = takeDone(lowering, all, timeout, span)
      if (timeout !== null) refuseLate(lowering, index, left.now, all.count, span)
      return [itemOf(lowering, all.futures, index, span)]
    },
    advance: () => left.becomes(sum(lowering, left.now, '-', span))
  }
}

function refuseLate(lowering: Lowering, index: Operand, left: Operand, count: Operand, span: Span): void {
  emitUnless(lowering, compared(lowering, intOperand(0), '<=', index, span), span, () => {
    const message = [{ value: left, repr: false }, { text: ' (of ' }, { value: count, repr: false }, { text: ') futures unfinished' }]
    emit(lowering, { do: 'raise', kind: 'TimeoutError', message }, false, span)
  })
}

/** An element of a list that the lowering made or holds. */
export function itemOf(lowering: Lowering, list: Operand, index: Operand, span: Span): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'readItem', to, list, index }, false, span)
  return inRegister(to)
}

/** One more, or one less. */
export function sum(lowering: Lowering, left: Operand, operator: '+' | '-', span: Span): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'arithmetic', to, operator, left, right: intOperand(1) }, false, span)
  return inRegister(to)
}

/** How long a list is. */
export function lengthOf(lowering: Lowering, list: Operand, span: Span): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'builtin', to, name: 'len', arguments: [list] }, false, span)
  return inRegister(to)
}
