import type { ValueKind } from '../../../core/program/value'
import { type Patience, patience } from './patience'
import { raise } from '../memory/raised'
import { kindOf, type Value } from '../memory/sharedValue'
import type { SyncObjects } from './syncObjects'
import { typeName } from './typeName'
import type { WaitKind } from './waitKind'

/** `wait()` of whatever has one, in two halves. */
export interface Waits {
  /** The first half; true when there is nothing to wait for, or when a barrier has its action to call. */
  begin(object: Value, timeout: Value, line: number): boolean
  /** What the first half has given, undefined for nothing. */
  answer(): Value
  /** The second half, with the timeout of the first; gives what `wait()` gives. */
  end(object: Value, line: number): Value
}

/** The waits of one worker. */
export function waits(objects: SyncObjects, kinds: Readonly<Partial<Record<ValueKind, WaitKind>>>): Waits {
  let within: Patience = patience(null)
  let answer: Value

  function kindFor(object: Value, line: number): { readonly kind: WaitKind; readonly at: number } {
    const name = kindOf(object)
    const kind = kinds[name]
    if (kind === undefined) return raise('TypeError', `'${typeName(object)}' object has no attribute 'wait'`, line)
    return { kind, at: objects.indexOf(object, name, 'wait', line) }
  }

  return {
    begin(object, timeout, line) {
      const { kind, at } = kindFor(object, line)
      within = patience(timeout)
      const begun = kind.begin(at, within, line)
      answer = begun.answer
      return begun.passes
    },
    answer: () => answer,
    end(object, line) {
      const { kind, at } = kindFor(object, line)
      return kind.end(at, within, line)
    }
  }
}
