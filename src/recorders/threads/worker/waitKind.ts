import type { Patience } from './patience'
import type { Value } from '../memory/sharedValue'

/** How a thread waits at one kind of object, by heap index: the two halves of the program's `wait()`, on one worker with nothing of the kind between them. */
export interface WaitKind {
  /** Joins those who wait; or passes at once, and then there is no second half. */
  begin(at: number, within: Patience, line: number): { readonly passes: boolean; readonly answer: Value }
  /** Waits until it is told to go on, or as long as it is ready to; gives what `wait()` gives. */
  end(at: number, within: Patience, line: number): Value
}
