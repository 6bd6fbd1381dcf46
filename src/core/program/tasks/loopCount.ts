import type { Operand } from '../instruction'
import { intoLoop, ofLoop } from './lowerLoopToken'
import { emit, inRegister, intOperand, type Lowering, register } from '../lower/lowering'
import type { Span } from '../source'
import { compared, emitIf } from '../lower/structured'

/** Counts up or down what the loop counts. */
export function countInLoop(lowering: Lowering, field: 'alive' | 'made' | 'jobs', operator: '+' | '-', span: Span): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'arithmetic', to, operator, left: ofLoop(lowering, field, span), right: intOperand(1) }, false, span)
  intoLoop(lowering, field, inRegister(to), span)
  return inRegister(to)
}

/** One that the end of the loop waits for is over; the last one says so. */
export function leaveAlive(lowering: Lowering, span: Span): void {
  const left = countInLoop(lowering, 'alive', '-', span)
  emitIf(lowering, compared(lowering, left, '==', intOperand(0), span), span, () =>
    emitIf(lowering, ofLoop(lowering, 'closing', span), span, () => {
      emit(lowering, { do: 'setEvent', event: ofLoop(lowering, 'empty', span) }, true, span)
    })
  )
}
