/** The first half of a wait, made runnable for one kind of object: gives what an operation gives. */
export type BeginWait = (state: Int32Array, base: number, object: number) => number

/** The second half of a wait, made runnable for one kind of object. */
export interface EndWait {
  /** Whether a thread that rests before it can take its step: to go on, or to give up. */
  isOpen(state: Int32Array, base: number, object: number, thread: number): boolean
  /** The step: gives what an operation gives. */
  go(state: Int32Array, base: number, object: number): number
}
