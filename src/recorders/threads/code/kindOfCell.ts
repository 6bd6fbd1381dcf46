import type { Kinds } from '../../../core/program/instruction'
import { mixed } from '../memory/cells'
import { kindCode } from '../memory/sharedValue'

/** The kind of the cell that is to hold these kinds: one kind's code, or mixed. Whether a name is bound stands elsewhere. */
export function kindOfCell(kinds: Kinds): number {
  const bound = [...kinds].filter((kind) => kind !== 'unbound')
  const [only] = bound
  return only !== undefined && bound.length === 1 ? kindCode[only] : mixed
}
