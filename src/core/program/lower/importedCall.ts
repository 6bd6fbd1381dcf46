import { meaningOf } from '../names/imports'
import type { Lowering } from './lowering'
import type { Call, Expression } from '../read/syntax'
import type { Meaning } from '../names/vocabulary'

/** An expression as the call of something imported, or null. */
export const importedCall = (lowering: Lowering, value: Expression, meaning: Meaning): Call | null =>
  value.is === 'call' && meaningOf(value.callee, lowering.scopes.imports, lowering.problems) === meaning ? value : null
