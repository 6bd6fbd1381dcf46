import { meaningOf } from '../names/imports'
import type { Operand } from '../instruction'
import { completing, itemOf, lengthOf, sum, takeDone } from './lowerCompleted'
import { futureField } from './futureFields'
import { emitDone, emitDoneWithin, failureKind, readField } from './lowerFuture'
import { constantOperand, emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from '../lower/lowering'
import { computed, givenTo, isNone } from '../lower/signature'
import type { Span } from '../source'
import { compared, emitIf, emitWhile, variable } from '../lower/structured'
import type { Call, Expression } from '../read/syntax'

const conditions = ['ALL_COMPLETED', 'FIRST_COMPLETED', 'FIRST_EXCEPTION'] as const
type Condition = (typeof conditions)[number]

/** `concurrent.futures.wait(futures)`, also with `timeout=` and `return_when=`: until all are done, failed or not, the first one is, or the first one has failed. */
export function lowerFutureWait(lowering: Lowering, call: Call): Operand {
  const given = givenTo(lowering, call, ['fs', 'timeout', 'return_when'], 1, 'wait(futures)')
  if (given === null) return noneOperand
  const { span } = call
  const until = conditionOf(lowering, given.get('return_when'))
  const values = computed(lowering, new Map([...given].filter(([name]) => name !== 'return_when')))
  const futures = kept(lowering, values.get('fs') ?? noneOperand)
  const timeout = isNone(given.get('timeout')) ? null : kept(lowering, values.get('timeout') ?? noneOperand)
  if (until === 'ALL_COMPLETED') waitForAll(lowering, futures, timeout, span)
  else if (until === 'FIRST_COMPLETED') waitForFirst(lowering, futures, timeout, span)
  else waitForFailure(lowering, futures, timeout, span)
  return noneOperand
}

/** What a `return_when` says, which must be written down. */
export function conditionOf(lowering: Lowering, expression: Expression | undefined): Condition {
  if (expression === undefined) return 'ALL_COMPLETED'
  const meaning =
    expression.is === 'literal' && expression.literal.kind === 'str'
      ? expression.literal.value
      : meaningOf(expression, lowering.scopes.imports, lowering.problems)
  const known = conditions.find((condition) => condition === meaning)
  if (known === undefined && meaning !== 'missing')
    lowering.problems.add(expression.span, 'what `wait` waits for must be written down', 'write `return_when=FIRST_COMPLETED`')
  return known ?? 'ALL_COMPLETED'
}

function waitForAll(lowering: Lowering, futures: Operand, timeout: Operand | null, span: Span): void {
  const index = variable(lowering, intOperand(0), span)
  const isInTime = variable(lowering, constantOperand('bool', 1), span)
  emitWhile(
    lowering,
    () => both(lowering, isInTime.now, compared(lowering, index.now, '<', lengthOf(lowering, futures, span), span), span),
    span,
    () => {
      const future = itemOf(lowering, futures, index.now, span)
      if (timeout === null) emitDone(lowering, future, span)
      else isInTime.becomes(emitDoneWithin(lowering, future, timeout, span))
      index.becomes(sum(lowering, index.now, '+', span))
    }
  )
}

function waitForFirst(lowering: Lowering, given: Operand, timeout: Operand | null, span: Span): void {
  const { futures, taken, count } = completing(lowering, given, span)
  emitIf(lowering, count, span, () => emit(lowering, { do: 'takeDone', to: null, futures, taken, timeout }, true, span))
}

function waitForFailure(lowering: Lowering, given: Operand, timeout: Operand | null, span: Span): void {
  const all = completing(lowering, given, span)
  const left = variable(lowering, all.count, span)
  emitWhile(
    lowering,
    () => left.now,
    span,
    () => {
      const index = takeDone(lowering, all, timeout, span)
      left.becomes(sum(lowering, left.now, '-', span))
      emitIf(
        lowering,
        compared(lowering, index, '<', intOperand(0), span),
        span,
        () => left.becomes(intOperand(0)),
        () => {
          const failure = readField(lowering, itemOf(lowering, all.futures, index, span), futureField.failure, span)
          emitIf(lowering, compared(lowering, failure, 'is not', noneOperand, span), span, () => {
            // what was dropped has not failed
            const dropped = compared(lowering, failureKind(lowering, failure, span), '==', constantOperand('str', lowering.textNumber('CancelledError')), span)
            emitIf(
              lowering,
              dropped,
              span,
              () => undefined,
              () => left.becomes(intOperand(0))
            )
          })
        }
      )
    }
  )
}

function both(lowering: Lowering, first: Operand, second: Operand, span: Span): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'arithmetic', to, operator: '&', left: first, right: second }, false, span)
  return inRegister(to)
}
